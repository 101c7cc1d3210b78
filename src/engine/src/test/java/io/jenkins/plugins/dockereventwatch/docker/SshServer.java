package io.jenkins.plugins.dockereventwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** A private OpenSSH server on 127.0.0.1; creates {@code host-key} and the accepted {@code user-key} in its folder. */
public final class SshServer {

    public static final Path SSHD = Path.of("/usr/sbin/sshd");

    private SshServer() {}

    public static Process start(Path folder, int port) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        for (String key : List.of("host-key", "user-key")) {
            assertThat(new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
                            .directory(folder.toFile())
                            .start()
                            .waitFor())
                    .isZero();
        }
        Files.copy(folder.resolve("user-key.pub"), folder.resolve("authorized_keys"));
        Files.createDirectories(Path.of("/run/sshd"));
        Path settings = folder.resolve("sshd_config");
        Files.writeString(settings, """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %2$s/host-key
                AuthorizedKeysFile %2$s/authorized_keys
                PidFile none
                StrictModes no
                UsePAM no
                PermitRootLogin yes
                """.formatted(port, folder));
        Path log = folder.resolve("sshd.log");
        Process server = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.readString(log).contains("Server listening"));
        return server;
    }
}
