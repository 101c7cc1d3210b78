package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the probe script in a shell on this machine, or on another one by the system's OpenSSH.
 *
 * @param place the machine, for messages
 * @param command runs {@code sh -s}; the boundary is appended
 * @param timeout the maximum duration
 */
public record ProcessProbe(String place, List<String> command, Duration timeout) implements HostProbe {

    private static final Logger LOG = System.getLogger(ProcessProbe.class.getName());

    /** Long enough for a package manager that downloads its lists first. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    public ProcessProbe {
        command = List.copyOf(command);
    }

    /** Reads this machine. */
    public static ProcessProbe local() {
        return new ProcessProbe("this machine", List.of("sh", "-s"), TIMEOUT);
    }

    /** Reads another machine by ssh, with the user's keys, agent, configuration and known hosts. */
    public static ProcessProbe ssh(SshAddress address) {
        return ssh(address, List.of());
    }

    /** Reads another machine by ssh with one private key only. */
    public static ProcessProbe ssh(SshAddress address, Path identity) {
        return ssh(address, List.of("-i", identity.toString(), "-o", "IdentitiesOnly=yes"));
    }

    static ProcessProbe ssh(SshAddress address, List<String> options) {
        List<String> command = new ArrayList<>(List.of("ssh", "-T"));
        command.addAll(options);
        for (String option :
                List.of("BatchMode=yes", "ConnectTimeout=20", "ServerAliveInterval=15", "ServerAliveCountMax=3")) {
            command.addAll(List.of("-o", option));
        }
        address.port().ifPresent(port -> command.addAll(List.of("-p", Integer.toString(port))));
        address.user().ifPresent(user -> command.addAll(List.of("-l", user)));
        command.addAll(List.of("--", address.host(), "sh", "-s"));
        return new ProcessProbe(address.toString(), command, TIMEOUT);
    }

    @Override
    public String collect() throws UnreadableHostException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        line.add(ProbeScript.boundary());
        Process process;
        try {
            process = new ProcessBuilder(line).start();
        } catch (IOException e) {
            throw new UnreadableHostException(place + ": cannot run '" + command.get(0) + "': " + e.getMessage(), e);
        }
        try {
            return output(process);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private String output(Process process) throws UnreadableHostException, InterruptedException {
        CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> read(process.getErrorStream(), 4096));
        CompletableFuture<String> output =
                CompletableFuture.supplyAsync(() -> read(process.getInputStream(), HostOutputReader.LONGEST + 1));
        try (OutputStream in = process.getOutputStream()) {
            in.write(ProbeScript.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            errors.thenAccept(text -> LOG.log(Level.DEBUG, "{0} did not read the script: {1}", place, text));
        }
        try {
            String text = output.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ProbeOutput.isLikely(text)) {
                process.waitFor(1, TimeUnit.SECONDS);
                throw new UnreadableHostException(place + ": cannot read the host: "
                        + errors.get(1, TimeUnit.SECONDS).strip());
            }
            return text;
        } catch (TimeoutException e) {
            throw new UnreadableHostException(place + ": no complete output within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new UnreadableHostException(
                    place + ": cannot read the host: " + e.getCause().getMessage(), e);
        }
    }

    private static String read(InputStream in, int most) {
        try (in) {
            return new String(in.readNBytes(most), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
