package io.jenkins.plugins.dockereventwatch.update.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.dockereventwatch.docker.SshServer;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading hosts through processes; ssh against a real sshd. */
class SshProbeTest {

    /** Read once, since it takes seconds of the processor; null: not yet. */
    private static String thisMachine;

    @TempDir
    private Path folder;

    @Test
    void readsThisMachine() throws Exception {
        // Which package manager this machine has is not known here; that the script came to its end is.
        ProbeOutput probe = ProbeOutput.parse(thisMachine());
        assertThat(probe.line("hostname")).isPresent();
        assertThat(probe.line("uname")).isPresent();
        if (Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            HostReading reading =
                    new HostOutputReader(Optional.empty(), Optional.empty(), Instant.now()).read(thisMachine());
            assertThat(reading.packages().manager()).isEqualTo("apt");
            assertThat(reading.distribution().os().isKnown()).isTrue();
            assertThat(Duration.between(reading.readAt(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
        }
    }

    private static synchronized String thisMachine() throws Exception {
        if (thisMachine == null) {
            thisMachine = ProcessProbe.local().collect();
        }
        return thisMachine;
    }

    @Test
    void readsHostThroughSsh() throws Exception {
        boolean possible = Files.isExecutable(SshServer.SSHD) && "root".equals(System.getProperty("user.name"));
        assertThat(possible || !Boolean.parseBoolean(System.getenv("CI")))
                .as("this test must not be skipped where CI=true")
                .isTrue();
        assumeTrue(possible, "no /usr/sbin/sshd, or not root");
        int port = freePort();
        Process server = server(port);
        try {
            String output = ProcessProbe.ssh(
                            SshAddress.parse("root@127.0.0.1:" + port), List.of("-F", config().toString()))
                    .collect();

            ProbeOutput here = ProbeOutput.parse(thisMachine());
            ProbeOutput far = ProbeOutput.parse(output);
            assertThat(far.sections().keySet()).isEqualTo(here.sections().keySet());
            assertThat(far.line("hostname")).isEqualTo(here.line("hostname"));
        } finally {
            server.destroy();
        }
    }

    @Test
    void explainsUnreachableHost() throws Exception {
        ProcessProbe probe = ProcessProbe.ssh(SshAddress.parse("127.0.0.1:" + freePort()));

        assertThatThrownBy(probe::collect)
                .isInstanceOf(UnreadableHostException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void namesMissingSlowOrSilentCommand() {
        assertUnreadable(List.of("/nowhere/sh"), "cannot run", 60);
        assertUnreadable(List.of("sh", "-c", "sleep 600"), "no complete output within 2 s", 2);
        assertUnreadable(List.of("sh", "-c", "echo no such user >&2; exit 255"), "no such user", 60);
        assertUnreadable(List.of("sh", "-c", "cat /dev/zero"), "cannot read the host", 60);
    }

    private static void assertUnreadable(List<String> command, String message, int patience) {
        assertThatThrownBy(() -> new ProcessProbe("far", command, Duration.ofSeconds(patience)).collect())
                .isInstanceOf(UnreadableHostException.class)
                .hasMessageContaining(message);
    }

    @Test
    void probesOfSameAddressAreEqual() {
        assertThat(ProcessProbe.ssh(SshAddress.parse("docker-01")))
                .isEqualTo(ProcessProbe.ssh(SshAddress.parse("docker-01")))
                .isNotEqualTo(ProcessProbe.ssh(SshAddress.parse("docker-02")));
    }

    @ParameterizedTest
    @CsvSource({
        "docker-01, ssh://docker-01",
        "admin@docker-01:2222, ssh://admin@docker-01:2222",
        "ssh://admin@docker-01, ssh://admin@docker-01",
        "[fe80::1%eth0]:22, ssh://fe80::1%eth0:22",
        "fe80::1, ssh://fe80::1"
    })
    void parsesAddressesAsSsh(String text, String read) {
        assertThat(SshAddress.parse(text)).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-oProxyCommand=id", "-l@host", "a b", "host:99999", "host:x", "$(id)", "user@", "@host"})
    void rejectsInvalidAddresses(String text) {
        assertThatThrownBy(() -> SshAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected [ssh://][user@]host[:port]");
    }

    private Process server(int port) throws Exception {
        Files.writeString(config(), """
            IdentityFile %1$s/user-key
            IdentitiesOnly yes
            UserKnownHostsFile %1$s/known_hosts
            StrictHostKeyChecking accept-new
            """.formatted(folder));
        return SshServer.start(folder, port);
    }

    private Path config() {
        return folder.resolve("ssh_config");
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
