package io.jenkins.plugins.dockereventwatch.podman;

import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Podman's API in a folder of its own, and containers on it. */
public final class PodmanServer implements AutoCloseable {

    private static final String IMAGE = "localhost/test:busybox";

    private final Path folder;
    private Process process;

    private PodmanServer(Path folder) {
        this.folder = folder;
    }

    /** Why none can be started; empty if one can. */
    static Optional<String> whyNone() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("Podman's tests need root");
        }
        return Stream.of("podman", "runc")
                .filter(program -> onPath(program).isEmpty())
                .findFirst()
                .map(program -> "no " + program + " on the PATH (Debian: podman, runc)");
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream((System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin")
                        .split(File.pathSeparator))
                .map(bin -> Path.of(bin, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static PodmanServer start() throws IOException {
        // The path of a socket has at most 107 characters, and the temporary folder of a build may be deep.
        PodmanServer server = new PodmanServer(Files.createTempDirectory(Path.of("/tmp"), "podman"));
        Path image = Files.write(server.folder.resolve("image.tar"), DockerEngine.files());
        server.run("import", image.toString(), IMAGE);
        server.startAgain();
        return server;
    }

    /** Starts the API again after {@link #stop}. */
    public void startAgain() {
        try {
            process = new ProcessBuilder(command("system", "service", "-t", "0", "unix://" + socket()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            try (DockerConnection connection = DockerConnection.open(host(), Duration.ofSeconds(10))) {
                connection.ping();
            }
            return true;
        });
    }

    /** Ends the API; containers go on, and what happens to them is still recorded. */
    public void stop() {
        process.destroyForcibly();
        await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
    }

    private Path socket() {
        return folder.resolve("podman.sock");
    }

    public DockerHost host() {
        return DockerHost.parse("unix://" + socket(), Map.of());
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "podman",
                "--root=" + folder.resolve("root"),
                "--runroot=" + folder.resolve("runroot"),
                "--tmpdir=" + folder.resolve("tmp"),
                "--storage-driver=vfs",
                "--events-backend=file",
                "--cgroup-manager=cgroupfs",
                "--runtime=" + onPath("runc").orElseThrow()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs podman with the given arguments; returns its output. */
    public String run(String... arguments) throws IOException {
        Process podman = new ProcessBuilder(command(arguments))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("errors").toFile()))
                .start();
        try (InputStream out = podman.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (podman.onExit().join().exitValue() != 0) {
                throw new IOException(String.join(" ", arguments) + ": " + Files.readString(folder.resolve("errors")));
            }
            return said;
        }
    }

    /** Starts a container without network. */
    public void container(String name, String script, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--detach",
                "--pull=never",
                "--network=none",
                "--ulimit=nofile=1024:1024",
                "--ulimit=nproc=1000:1000",
                "--name=" + name));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of(IMAGE, "/bin/sh", "-c", script));
        run(arguments.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        run("rm", "--all", "--force", "--time=0");
        stop();
        for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
            String mount = line.split(" ")[1];
            if (mount.startsWith(folder.toString())) {
                new ProcessBuilder("umount", "--lazy", mount).start().onExit().join();
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
