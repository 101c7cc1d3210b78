package io.jenkins.plugins.dockereventwatch.docker;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Forwards the Docker socket of another machine to a private local socket with the system's OpenSSH, and thus the user's
 * keys, agent, configuration and known hosts.
 */
final class SshTunnel implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_REASON = 500;

    private final Path folder;
    private final Process ssh;

    private SshTunnel(Path folder, Process ssh) {
        this.folder = folder;
        this.ssh = ssh;
    }

    /**
     * Opens a tunnel.
     *
     * @param uri {@code ssh://user@host:port/path/of/socket}
     * @param identity the only private key to try; empty to let ssh select one
     * @throws IOException if ssh is not installed or cannot connect; the message contains its output
     * @throws InterruptedException if interrupted while waiting
     */
    static SshTunnel open(URI uri, Optional<Path> identity) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("docker-event-watch-ssh");
        Path log = folder.resolve("ssh.log");
        Process ssh = null;
        try {
            ssh = new ProcessBuilder(command(uri, identity, folder.resolve("docker.sock")))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(log.toFile())
                    .start();
            SshTunnel tunnel = new SshTunnel(folder, ssh);
            tunnel.awaitSocket(log);
            return tunnel;
        } catch (IOException | InterruptedException e) {
            end(folder, ssh);
            throw e;
        }
    }

    private static List<String> command(URI uri, Optional<Path> identity, Path socket) {
        List<String> command = new ArrayList<>(List.of("ssh", "-N", "-T"));
        for (String option : List.of(
                "BatchMode=yes",
                "ExitOnForwardFailure=yes",
                "StreamLocalBindUnlink=yes",
                "ConnectTimeout=20",
                "ServerAliveInterval=15",
                "ServerAliveCountMax=3")) {
            command.addAll(List.of("-o", option));
        }
        identity.ifPresent(key -> command.addAll(List.of("-i", key.toString(), "-o", "IdentitiesOnly=yes")));
        String path = uri.getPath();
        String remote = path == null || path.length() < 2 ? DockerHost.DEFAULT_SOCKET : path;
        command.addAll(List.of("-L", socket + ":" + remote));
        if (uri.getPort() >= 0) {
            command.addAll(List.of("-p", Integer.toString(uri.getPort())));
        }
        if (uri.getUserInfo() != null) {
            command.addAll(List.of("-l", uri.getUserInfo()));
        }
        command.addAll(List.of("--", uri.getHost().replaceAll("[\\[\\]]", "")));
        return command;
    }

    private void awaitSocket(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!Files.exists(socket())) {
            if (ssh.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException("ssh ended with code " + ssh.exitValue() + ": " + reason(log));
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("ssh did not get through within " + TIMEOUT.toSeconds() + " s: " + reason(log));
            }
        }
    }

    /** Returns the last output of ssh; may be empty. */
    String said() {
        try {
            return reason(folder.resolve("ssh.log"));
        } catch (IOException e) {
            return "";
        }
    }

    private static String reason(Path log) throws IOException {
        try (InputStream in = Files.newInputStream(log)) {
            in.skip(Math.max(0, Files.size(log) - MAX_REASON));
            return SafeText.oneLine(new String(in.readNBytes(MAX_REASON), StandardCharsets.ISO_8859_1))
                    .strip();
        }
    }

    /** Returns the local socket. */
    Path socket() {
        return folder.resolve("docker.sock");
    }

    @Override
    public void close() {
        end(folder, ssh);
    }

    private static void end(Path folder, Process ssh) {
        if (ssh != null) {
            ssh.destroy();
        }
        for (String name : List.of("docker.sock", "ssh.log", "")) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                System.getLogger(SshTunnel.class.getName())
                        .log(System.Logger.Level.DEBUG, "left behind: {0}", folder.resolve(name));
            }
        }
    }
}
