package io.jenkins.plugins.dockereventwatch.runner;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The packaged program, run by its launcher as a user runs it. */
public final class Program {

    public static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private Program() {}

    /**
     * What a run ended with.
     *
     * @param exitCode the process's exit code
     * @param out all of its standard output
     * @param err all of its standard error
     */
    public record Result(int exitCode, String out, String err) {}

    /** Starts it; all it prints goes to {@code log}. */
    public static Process start(Map<String, String> environment, List<String> arguments, Path log) throws IOException {
        return builder(environment, arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static ProcessBuilder builder(Map<String, String> environment, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(ROOT.resolve("docker-event-watch").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("DOCKER_"));
        builder.environment().putAll(environment);
        return builder;
    }

    public static Result run(Map<String, String> environment, String input, String... arguments)
            throws IOException, InterruptedException {
        Process process = builder(environment, List.of(arguments)).start();
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process, false));
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process, true));
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // It need not read its input; what it printed says why it did not.
            process.onExit().join();
        }
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running after two minutes: " + List.of(arguments));
        }
        return new Result(process.exitValue(), out.join(), err.join());
    }

    public static Result run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), "", arguments);
    }

    private static String text(Process process, boolean err) {
        try {
            return new String(
                    (err ? process.getErrorStream() : process.getInputStream()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
