package io.jenkins.plugins.dockereventwatch.runner;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * The program: {@link #run} in the JVM of the tests, which is much faster; {@link #launch} and {@link #start} the packaged one
 * in a process, by its launcher, as a user does.
 */
public final class Program {

    public static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private static final String OPTIONS = "DOCKER_EVENT_WATCH_OPTS";
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    private Program() {}

    /**
     * What makes the start of the program cheaper, which is most of what its tests cost: all classes that the demo needs, as
     * they are in memory; the launcher's own archive has fewer.
     */
    private static String quickStart() {
        try {
            Path target = ROOT.toRealPath().resolve("src/runner/target");
            Path archive = target.resolve("tests.jsa");
            try (FileChannel lock = FileChannel.open(
                    target.resolve("tests.jsa.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                makeArchive(target.resolve("docker-event-watch.jar"), archive);
            }
            return "-XX:TieredStopAtLevel=1 -XX:SharedArchiveFile=" + archive + " -Xlog:cds*=off -Xlog:class*=off";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeArchive(Path jar, Path archive) throws IOException {
        if (Files.exists(archive) && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0) {
            return;
        }
        Path made = archive.resolveSibling("tests.jsa.new");
        Files.deleteIfExists(made);
        new ProcessBuilder(
                        JAVA_HOME.resolve("bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ArchiveClassesAtExit=" + made,
                        "-Xlog:disable",
                        "-jar",
                        jar.toString(),
                        "demo")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
        Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
    }

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
        builder.environment().put("JAVA_HOME", JAVA_HOME.toString());
        builder.environment().putAll(environment);
        builder.environment().merge(OPTIONS, quickStart(), (given, quick) -> quick + " " + given);
        return builder;
    }

    /**
     * Runs the packaged program until it ends.
     *
     * @param environment added to that of the tests
     */
    public static Result launch(Map<String, String> environment, String input, String... arguments)
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
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running after five minutes: " + List.of(arguments));
        }
        return new Result(process.exitValue(), out.join(), err.join());
    }

    /** Runs the command line without input and without the variables of the environment that it reads. */
    public static Result run(String... arguments) {
        return runWithInput("", arguments);
    }

    /** Runs the command line; what it logs is part of {@link Result#err}. */
    public static synchronized Result runWithInput(String input, String... arguments) {
        StringWriter out = new StringWriter();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream in = System.in;
        PrintStream log = System.err;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            ProgramLog.start();
            CommandLine line = DockerEventWatch.commandLine(
                    out, new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments);
            return new Result(line.execute(arguments), out.toString(), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(in);
            System.setErr(log);
        }
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
