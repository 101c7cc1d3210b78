package io.jenkins.plugins.dockereventwatch.docker;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A dockerd of our own, in a folder of its own, that can be killed and started again. */
final class PrivateDaemon implements AutoCloseable {

    private final Path folder;
    private final List<String> hosts = new ArrayList<>();
    private Process process;

    PrivateDaemon() throws IOException {
        // The path of a socket has at most 107 characters, and the temporary folder of a build may be deep.
        folder = Files.createTempDirectory(Path.of("/tmp"), "dockerd");
        hosts.add("unix://" + socket());
    }

    static boolean canStart() {
        return "root".equals(System.getProperty("user.name"))
                && Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, "dockerd")));
    }

    Path folder() {
        return folder;
    }

    Path socket() {
        return folder.resolve("docker.sock");
    }

    void start(List<String> options) throws IOException {
        Files.deleteIfExists(folder.resolve("pid"));
        List<String> command = new ArrayList<>(List.of(
                "dockerd",
                "--host=unix://" + socket(),
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("pid"),
                "--bridge=none",
                "--iptables=false"));
        command.addAll(options);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    /** Its containerd dies with it, a moment later; an engine started before that would rely on the dying one. */
    void kill() throws IOException {
        long containerd = Long.parseLong(Files.readString(folder.resolve("exec/containerd/containerd.pid"))
                .strip());
        process.destroyForcibly();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !process.isAlive()
                        && ProcessHandle.of(containerd)
                                .filter(ProcessHandle::isAlive)
                                .isEmpty());
    }

    void stop() {
        process.destroy();
        await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
    }

    /** An engine that was killed leaves its containers' mounts behind. */
    private void unmountAll() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
            String mount = line.split(" ")[1];
            if (mount.startsWith(folder.toString())) {
                new ProcessBuilder("umount", "--lazy", mount).start().onExit().join();
            }
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        unmountAll();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
