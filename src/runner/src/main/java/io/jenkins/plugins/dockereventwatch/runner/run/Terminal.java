package io.jenkins.plugins.dockereventwatch.runner.run;

import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.runner.command.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The terminal at standard input, set by the system's {@code stty}. */
public final class Terminal {

    private final String settings;

    private Terminal(String settings) {
        this.settings = settings;
    }

    /** The one that is there. */
    public static Terminal ofStandardInput() throws UserException, IOException, InterruptedException {
        return new Terminal(
                stty("-g").orElseThrow(() -> new UserException("standard input is no terminal; leave out -t, or -i")));
    }

    private static Optional<String> stty(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    }

    /** Every key goes to the container, which gets the terminal's size, now and when it changes. */
    public Raw raw(LimitedRuns runs, RunHandle run) throws IOException, InterruptedException {
        stty("raw", "-echo");
        Signals.handle("WINCH", signal -> passSize(runs, run));
        passSize(runs, run);
        return new Raw();
    }

    private static void passSize(LimitedRuns runs, RunHandle run) {
        try {
            String[] size = stty("size").orElse("").split(" ");
            if (size.length == 2 && !size[0].equals("0")) {
                runs.resize(run, Integer.parseInt(size[0]), Integer.parseInt(size[1]));
            }
        } catch (IOException e) {
            System.getLogger(Terminal.class.getName()).log(System.Logger.Level.DEBUG, "size not passed on", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A terminal in raw mode; closing brings it back to what it was. */
    public final class Raw implements AutoCloseable {

        @Override
        public void close() throws IOException, InterruptedException {
            stty(settings);
        }
    }
}
