package io.jenkins.plugins.dockereventwatch.runner.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.HostConfig;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.ReceivedMail;
import io.jenkins.plugins.dockereventwatch.runner.ExpectedTexts;
import io.jenkins.plugins.dockereventwatch.runner.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The program watching a real engine and mailing to a real server. */
@WithDocker
class WatchIT {

    private static final String PASSWORD = "hush-hush";

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    private final List<String> containers = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path config;
    private String heartbeat = "off";
    private Path log;
    private DockerEngine engine;
    private Process program;

    @BeforeEach
    void startMailServer() throws IOException {
        server.setUser("watch@example.org", "watch@example.org", PASSWORD);
        config = folder.resolve("config.yml");
        log = folder.resolve("log.txt");
        configure("die", "oom", "stop", "destroy");
    }

    @AfterEach
    void stopAll() {
        if (program != null) {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly();
        }
        containers.forEach(engine::remove);
    }

    @Nested
    class Delivery {

        @Test
        void mailsEachEndOnceAcrossEngineRestart(@WithDocker.Private DockerEngine own) throws Exception {
            watch(own);
            awaitEnd(run("mysql", "mysql:8.4", "exit 1"));
            awaitEnd(run("phone-book", "phone-book", "exit 0"));
            String greedy = engine.run(
                    "greedy",
                    "phone-book",
                    "tail /dev/zero; exit $?",
                    create -> create.withHostConfig(HostConfig.newHostConfig()
                            .withNetworkMode("none")
                            .withMemory(16L << 20)
                            .withMemorySwap(16L << 20)));
            awaitEnd(greedy);
            engine.remove(greedy);
            String proxy =
                    run("reverse-proxy", "reverse-proxy:1.27", "trap 'exit 0' TERM; touch /ready; sleep 60 & wait");
            engine.awaitFile(proxy, "/ready");
            engine.client().stopContainerCmd(proxy).exec();
            awaitMail("reverse-proxy stop -");
            ProcessHandle late =
                    engine.process(run("late", "mysql:8.4", "while [ ! -e /go ]; do sleep 0.1; done; exit 3"));

            engine.kill();
            awaitLog(ExpectedTexts.RETRYING);
            // Only now: of a container that ends while its engine dies, the engine may lose the exit code.
            Files.createFile(Path.of("/proc/" + late.pid() + "/root/go"));
            await().atMost(Duration.ofSeconds(20)).until(() -> !late.isAlive());
            engine.startAgain();

            // The program tries to connect at least every ten seconds.
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> subjects().stream().anyMatch(subject -> subject.startsWith("late die ")));
            String lateDeath = subjects().stream()
                    .filter(subject -> subject.startsWith("late die "))
                    .findFirst()
                    .orElseThrow();
            assertThat(lateDeath).matches("late die " + DockerEngine.exitCodeWhileKilled(3));
            awaitEnd(run("after", "mysql:8.4", "exit 7"));
            awaitMail("after die 7");
            assertThat(subjects())
                    .containsExactlyInAnyOrder(
                            "mysql die 1",
                            "phone-book die 0",
                            "greedy oom -",
                            "greedy die 137",
                            "greedy destroy -",
                            "reverse-proxy die 0",
                            "reverse-proxy stop -",
                            lateDeath,
                            "after die 7");
            assertThat(Files.readString(log))
                    .doesNotContain(PASSWORD, "\tat ")
                    .contains(ExpectedTexts.FOLLOWING_ENGINE);
        }

        @Test
        void mailsDeathsMissedWhileKilledOnce(@WithDocker.Private DockerEngine own) throws Exception {
            configure("die");
            watch(own);
            awaitEnd(run("before", "mysql:8.4", "exit 1"));
            awaitMail("before die 1");

            program.destroyForcibly().waitFor();
            awaitEnd(run("meanwhile", "mysql:8.4", "exit 2"));
            watch(own);
            awaitEnd(run("after", "mysql:8.4", "exit 3"));

            awaitMail("after die 3");
            // Killed before it noted that the first was sent, it sends that again, and says so.
            assertThat(ReceivedMail.subjectsOfNoDuplicates(server))
                    .containsExactly("before die 1", "meanwhile die 2", "after die 3");
            assertThat(subjects()).hasSizeLessThanOrEqualTo(4);
        }

        @Test
        void appliesAndEndsSilencesWhileRunning(DockerEngine shared) throws Exception {
            configure("die");
            watch(shared);
            Program.Result added =
                    silence("add", "--match", "Actor.Attributes.name=quiet", "--for", "1h", "--reason", "moves");
            assertThat(added.out()).startsWith("silence 1 until ");
            assertThat(silence("list").out()).contains("1  until ", "Actor.Attributes.name=quiet", ": moves");
            // A watch looks for silences every second, and this one is younger than the next look.
            awaitEnd(run("loud", "mysql:8.4", "sleep 2; exit 1"));
            awaitEnd(run("quiet", "mysql:8.4", "exit 2"));
            assertThat(silence("end", "1").exitCode()).isZero();
            assertThat(silence("end", "1").exitCode()).isEqualTo(1);
            awaitEnd(run("loud-again", "mysql:8.4", "sleep 2; exit 3"));

            awaitMail("loud-again die 3");
            assertThat(subjects()).containsExactly("loud die 1", "loud-again die 3");
        }

        private Program.Result silence(String... arguments) throws Exception {
            List<String> all = new ArrayList<>(List.of("silence"));
            all.addAll(List.of(arguments));
            all.addAll(List.of("--state", folder.resolve("state").toString()));
            return Program.run(all.toArray(String[]::new));
        }
    }

    @Nested
    class Hosts {

        @Test
        void followsSeveralHostsIndependently(DockerEngine shared) throws Exception {
            engine = shared;
            start("--host", "tcp://127.0.0.1:1", "--host-label", "far", "--host", engineUri(), "--host-label", "near");
            awaitLog("near: " + ExpectedTexts.FOLLOWING_ENGINE);
            awaitLog("far: tcp://127.0.0.1:1: nothing answers there");

            awaitEnd(run("two-hosts", "mysql:8.4", "exit 4"));

            awaitMail("two-hosts die 4");
            assertThat(server.getReceivedMessages()[0].getContent().toString().strip())
                    .isEqualTo("near");
        }

        @Test
        void reportsMissingHostAndStopsQuickly(DockerEngine shared) throws Exception {
            engine = shared;
            start("--host", "unix:///nowhere/docker.sock");
            awaitLog(ExpectedTexts.NO_SUCH_SOCKET + "; is Docker installed and running?; " + ExpectedTexts.RETRYING);

            program.destroy();

            assertThat(program.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(log)).doesNotContain("\tat ", "Exception");
        }
    }

    @Nested
    class Monitoring {

        @Test
        void reportsHealthAndMetrics(DockerEngine shared) throws Exception {
            engine = shared;
            List<String> paths = new CopyOnWriteArrayList<>();
            HttpServer dead = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            dead.createContext("/", exchange -> {
                paths.add(exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            dead.start();
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            configure("die");
            start(
                    "--host",
                    engineUri(),
                    "--listen",
                    Integer.toString(port),
                    "--push-url",
                    "http://127.0.0.1:" + dead.getAddress().getPort() + "/alive");
            awaitLog(ExpectedTexts.FOLLOWING_ENGINE);
            awaitEnd(run("counted", "mysql:8.4", "exit 1"));
            awaitMail("counted die 1");

            assertThat(page(port, "/healthz")).isEqualTo("200 {\"healthy\":true,\"problems\":{}}");
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(page(port, "/metrics"))
                            .contains("docker_event_watch_alerts_delivered_total 1.0")
                            .contains("docker_event_watch_host_connected{host=\"docker-07\"} 1.0"));
            assertThat(page(port, "/healthz/../etc")).startsWith("404");
            assertThat(paths).containsOnly("/alive");
            dead.stop(0);
        }

        private static String page(int port, String path) throws Exception {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        }

        @Test
        void sendsHeartbeatMail(DockerEngine shared) throws Exception {
            heartbeat = "{schedule: '* * * * * ?', notify: email}";
            configure("die");
            watch(shared);
            awaitEnd(run("beating", "mysql:8.4", "exit 1"));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> subjects().stream()
                            .anyMatch(subject -> subject.startsWith("[Docker Event Watch] ")
                                    && subject.contains("1 host, ")
                                    && subject.contains("1 alert,")));
        }
    }

    @Nested
    class Lifecycle {

        @Test
        void appliesValidEditsAndReportsInvalid(DockerEngine shared) throws Exception {
            configure("destroy");
            watch(shared);
            awaitEnd(run("quiet", "mysql:8.4", "exit 1"));

            Files.writeString(config, "otifiers: {}\n");
            awaitLog("config.yml:1:1: " + ExpectedTexts.UNKNOWN_KEY + "'otifiers'");
            awaitLog("the previous configuration stays in effect");
            engine.remove("quiet");
            awaitMail("quiet destroy -");

            configure("die");
            awaitLog("config.yml reloaded");
            awaitEnd(run("loud", "mysql:8.4", "exit 2"));
            awaitMail("loud die 2");
            assertThat(subjects()).containsExactly("quiet destroy -", "loud die 2");
        }

        @Test
        void reportsStateInUse(DockerEngine shared) throws Exception {
            watch(shared);

            Program.Result second = Program.launch(
                    Map.of("PASSWORD", PASSWORD),
                    "",
                    "watch",
                    "--config",
                    config.toString(),
                    "--host",
                    engineUri(),
                    "--state",
                    folder.resolve("state").toString());

            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.err()).contains("is in use by another process").doesNotContain("\tat ");
        }

        @Test
        void stopsWithinFiveSeconds(DockerEngine shared) throws Exception {
            watch(shared);

            long begin = System.nanoTime();
            program.destroy();

            assertThat(program.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private void configure(String... actions) throws IOException {
        Path template = folder.resolve("templates/email.txt");
        Files.createDirectories(template.getParent());
        Files.writeString(
                template,
                "Subject: {{.Actor.Attributes.name}} {{.Action}} "
                        + "{{with .Actor.Attributes.exitCode}}{{.}}{{else}}-{{end}}\n\n{{.dockerHostLabel}}\n");
        Files.writeString(config, """
                notifiers:
                  email:
                    url: "smtp://watch@example.org:${PASSWORD}@127.0.0.1:%d?from=watch@example.org&to=ops@example.org"
                    template: /etc/docker-events-notifier/templates/email.txt
                filters:
                  event: [%s]
                group: none
                crash_loop: none
                heartbeat: %s
                notifications:
                  - {title: everything, notify: [email]}
                  - {title: deaths, when: {Action: die}, notify: [email]}
                """.formatted(server.getSmtp().getPort(), String.join(", ", actions), heartbeat));
    }

    private void watch(DockerEngine on) throws IOException {
        engine = on;
        start("--host", engineUri());
        awaitLog(ExpectedTexts.FOLLOWING_ENGINE);
    }

    private String engineUri() {
        return engine.host().uri().toString();
    }

    private void start(String... hosts) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "watch",
                "--config",
                config.toString(),
                "--state",
                folder.resolve("state").toString()));
        arguments.addAll(List.of(hosts));
        program = Program.start(Map.of("PASSWORD", PASSWORD, "DOCKER_HOST_LABEL", "docker-07"), arguments, log);
    }

    private void awaitLog(String words) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Files.exists(log) && Files.readString(log).contains(words));
    }

    private void awaitMail(String subject) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(subjects())
                        .as(() -> "subjects of mails, with this log: " + contents(log))
                        .contains(subject));
    }

    private static String contents(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(String name, String image, String script) {
        containers.add(name);
        return engine.run(name, image, script);
    }

    private void awaitEnd(String container) {
        engine.awaitEnd(container);
    }

    private List<String> subjects() {
        return ReceivedMail.subjects(server);
    }
}
