package io.jenkins.plugins.dockereventwatch.docker;

import java.io.IOException;
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
 * A Docker socket of another machine, forwarded by the system's OpenSSH to a socket here that only we can reach. The
 * user's own keys, agent, configuration and known hosts hold.
 */
final class SshTunnel implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_REASON = 500;

    private final Path folder;
    private final Process ssh;

    private SshTunnel(Path folder, Process ssh) {
        this.folder = folder;
        this.ssh = ssh;
    }

    /**
     * Opens it.
     *
     * @param uri {@code ssh://user@host:port/path/of/socket}
     * @param identity the private key to log in with, no other is tried; empty: as ssh finds it
     * @throws IOException if ssh is not installed or does not get there; the message holds what it said
     * @throws InterruptedException if interrupted while waiting for it
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
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(socket())) {
            if (ssh.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException("ssh ended with code " + ssh.exitValue() + ": " + reason(log));
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("ssh did not get through within " + PATIENCE.toSeconds() + " s: " + reason(log));
            }
        }
    }

    /** What ssh last said; perhaps nothing. */
    String said() {
        try {
            return reason(folder.resolve("ssh.log"));
        } catch (IOException e) {
            return "";
        }
    }

    private static String reason(Path log) throws IOException {
        String said = Files.readString(log, StandardCharsets.ISO_8859_1).strip().replaceAll("[\\p{Cntrl}]+", " ");
        return said.length() <= LONGEST_REASON ? said : said.substring(said.length() - LONGEST_REASON);
    }

    /** The socket here. */
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
