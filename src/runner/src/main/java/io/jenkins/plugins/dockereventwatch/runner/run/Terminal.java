package io.jenkins.plugins.dockereventwatch.runner.run;

import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.runner.command.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The terminal at standard input, configured by the {@code stty} program. Closing restores its settings. */
final class Terminal implements AutoCloseable {

    private final String settings;

    private Terminal(String settings) {
        this.settings = settings;
    }

    /**
     * The current terminal.
     *
     * @throws UserException if standard input is not a terminal
     */
    static Terminal ofStandardInput() throws UserException, IOException, InterruptedException {
        return new Terminal(
                stty("-g").orElseThrow(() -> new UserException("Standard input is not a terminal: omit -t or -i")));
    }

    private static Optional<String> stty(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    }

    /** Switches to raw mode, and sets the size of the container's terminal now and whenever it changes. */
    void makeRaw(LimitedRuns runs, RunHandle run) throws IOException, InterruptedException {
        stty("raw", "-echo");
        Signals.handle("WINCH", signal -> resize(runs, run));
        resize(runs, run);
    }

    private static void resize(LimitedRuns runs, RunHandle run) {
        try {
            String[] size = stty("size").orElse("").split(" ");
            if (size.length == 2 && !size[0].equals("0")) {
                runs.resize(run, Integer.parseInt(size[0]), Integer.parseInt(size[1]));
            }
        } catch (IOException e) {
            System.getLogger(Terminal.class.getName())
                    .log(System.Logger.Level.DEBUG, "The terminal size could not be set", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stty(settings);
    }
}
