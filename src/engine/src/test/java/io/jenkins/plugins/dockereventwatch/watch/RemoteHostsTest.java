package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.HostConfig;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.docker.SshServer;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Engines reached by tcp with TLS and by ssh. */
@WithDocker
class RemoteHostsTest {

    private static final EventFilters DEATHS = new EventFilters(Map.of("event", List.of("die")));
    private static final WatchTimeouts TIMES = new WatchTimeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            new RetryPolicy(Duration.ofMillis(100), Duration.ofMillis(500), RetryPolicy.FOREVER));

    @TempDir
    private Path folder;

    @Test
    void followsEngineOverTls() throws Exception {
        int port = freePort();
        certificates();
        try (DockerEngine engine = DockerEngine.start(
                "--host=tcp://127.0.0.1:" + port,
                "--tlsverify",
                "--tlscacert=" + folder.resolve("ca.pem"),
                "--tlscert=" + folder.resolve("server.pem"),
                "--tlskey=" + folder.resolve("server-key.pem"))) {
            DockerHost host = DockerHost.parse("tcp://localhost:" + port + "?certificates=" + folder, Map.of());

            tellsOfADeath(engine, host);
            inputReachesAContainer(engine, host);

            URI otherName = URI.create("tcp://127.0.0.1:" + port);
            assertThat(troubleOf(new DockerHost(otherName, host.certificates())))
                    .contains("TLS failed", "127.0.0.1");
        }
    }

    @Test
    void namesMissingCertificates() {
        DockerHost host = DockerHost.parse(
                "tcp://localhost:1", Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", folder.toString()));
        assertThat(troubleOf(host)).contains("the certificate " + folder.resolve("ca.pem") + " cannot be read");
    }

    @Test
    void namesInvalidCertificates() throws IOException {
        for (String name : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.writeString(folder.resolve(name), "not a certificate");
        }

        assertThat(troubleOf(DockerHost.parse("tcp://localhost:1?certificates=" + folder, Map.of())))
                .contains("certificate");
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "CI",
            matches = "true",
            disabledReason =
                    "it needs a file in /etc/ssh/ssh_config.d for as long as it runs; set CI=true to allow that")
    void followsEngineOverSsh(@WithDocker.Private DockerEngine engine) throws Exception {
        Path sshd = SshServer.SSHD;
        int port = freePort();
        Process server = sshServer(port);
        try {
            DockerHost host = DockerHost.parse("ssh://test-host:" + port + engine.socket(), Map.of());
            tellsOfADeath(engine, host);
            inputReachesAContainer(engine, host);
        } finally {
            server.destroy();
            Files.deleteIfExists(sshConfig());
        }
    }

    @Test
    void explainsRefusedSsh() {
        DockerHost host = DockerHost.parse("ssh://127.0.0.1:1", Map.of());
        assertThat(troubleOf(host)).contains("ssh").containsIgnoringCase("refused");
    }

    private static void tellsOfADeath(DockerEngine engine, DockerHost host) {
        List<DockerEvent> events = new CopyOnWriteArrayList<>();
        try (HostWatch watch = new HostWatch(host, "test", DEATHS, TIMES, Clock.systemUTC(), events::add)) {
            watch.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> watch.status().connected());

            engine.awaitEnd(engine.run("far", "mysql:8.4", "exit 3"));

            await().until(() -> !events.isEmpty());
            assertThat(events).singleElement().satisfies(event -> {
                assertThat(event.attribute("name")).isEqualTo("far");
                assertThat(event.attribute("exitCode")).isEqualTo("3");
            });
        } finally {
            engine.remove("far");
        }
    }

    @Test
    void sendsInputOverTcp() throws Exception {
        String host = "tcp://127.0.0.1:" + freePort();
        try (DockerEngine engine = DockerEngine.start("--host=" + host, "--tls=false")) {
            inputReachesAContainer(engine, DockerHost.parse(host, Map.of()));
        }
    }

    private static void inputReachesAContainer(DockerEngine engine, DockerHost host) throws Exception {
        String container = engine.client()
                .createContainerCmd(DockerEngine.IMAGE)
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
                .withCmd("/bin/busybox", "sort")
                .withStdinOpen(true)
                .withStdInOnce(true)
                .withTty(false)
                .exec()
                .getId();
        byte[] input = "pear\napple\n".getBytes(StandardCharsets.UTF_8);
        try (DockerConnection connection = DockerConnection.open(host, Duration.ofSeconds(60));
                DockerStream attached = connection.attach(
                        "/containers/" + container + "/attach?stream=1&stdin=1&stdout=1",
                        null,
                        new ByteArrayInputStream(input),
                        true)) {
            connection.post("/containers/" + container + "/start", null);

            assertThat(new String(attached.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("apple\npear\n");
        } finally {
            engine.remove(container);
        }
    }

    private static String troubleOf(DockerHost host) {
        try (HostWatch watch = new HostWatch(host, "test", DEATHS, TIMES, Clock.systemUTC(), event -> {})) {
            watch.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> watch.status().trouble() != null);
            return watch.status().trouble();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void certificates() throws Exception {
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=test authority",
                "-keyout",
                "ca-key.pem",
                "-out",
                "ca.pem");
        Files.writeString(folder.resolve("names"), "subjectAltName=DNS:localhost\n");
        for (String name : List.of("server", "client")) {
            run(
                    "openssl",
                    "req",
                    "-newkey",
                    "rsa:2048",
                    "-nodes",
                    "-subj",
                    "/CN=" + name,
                    "-keyout",
                    name + "-key.pem",
                    "-out",
                    name + ".csr");
            run(
                    "openssl",
                    "x509",
                    "-req",
                    "-in",
                    name + ".csr",
                    "-CA",
                    "ca.pem",
                    "-CAkey",
                    "ca-key.pem",
                    "-CAcreateserial",
                    "-days",
                    "2",
                    "-extfile",
                    "names",
                    "-out",
                    name + ".pem");
        }
        Files.move(folder.resolve("client.pem"), folder.resolve("cert.pem"));
        Files.move(folder.resolve("client-key.pem"), folder.resolve("key.pem"));
    }

    /** A server of our own; the user's ssh finds it, and its keys, by a drop-in for the name {@code test-host}. */
    private Process sshServer(int port) throws Exception {
        Process server = SshServer.start(folder, port);
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host-key.pub")));
        Files.createDirectories(sshConfig().getParent());
        Files.writeString(sshConfig(), """
                Host test-host
                    HostName 127.0.0.1
                    IdentityFile %1$s/user-key
                    UserKnownHostsFile %1$s/known_hosts
                """.formatted(folder));
        return server;
    }

    private static Path sshConfig() {
        return Path.of("/etc/ssh/ssh_config.d/docker-event-watch-test.conf");
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> String.join(" ", command)).isZero();
    }
}
