package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.delivery.LoggedLines;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.EngineInfo;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerContextCache;
import io.jenkins.plugins.dockereventwatch.watch.container.LogRedactor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine behind a proxy that passes only some requests. */
class RestrictedEngineTest {

    private static final WatchTimeouts TIMES = new WatchTimeouts(
            Duration.ofSeconds(5),
            Duration.ofMillis(50),
            Duration.ofMinutes(5),
            new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(50), RetryPolicy.FOREVER));

    private final List<DockerEvent> events = new CopyOnWriteArrayList<>();
    private final LoggedLines log = new LoggedLines();
    private ScriptedEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = new ScriptedEngine();
    }

    @AfterEach
    void stop() {
        engine.close();
        log.close();
    }

    @Nested
    class Watching {

        @ParameterizedTest
        @ValueSource(strings = {"/events", "/events|/_ping", "/events|/_ping|/version", "/events|/_ping|/info"})
        void needsOnlyEvents(String allowed) throws IOException {
            engine.allowOnly(path -> path.matches(allowed));
            try (HostWatch watch = watch()) {
                await().until(() -> watch.status().connected());
                engine.send(event("one"));
                await().until(() -> reported().equals(List.of("one")));

                engine.endStreams();
                await().until(() -> watch.status().counts().reconnects() == 1
                        && watch.status().connected());
                engine.send(event("two"));

                await().until(() -> reported().equals(List.of("one", "two")));
                await().until(() ->
                        !allowed.contains("/_ping") || watch.status().counts().probes() > 0);
            }
        }

        @Test
        void reportsGapWithoutContainers() throws IOException {
            engine.allowOnly(path -> !path.startsWith("/containers"));
            try (HostWatch watch = watch()) {
                await().until(() -> watch.status().connected());
                engine.sendAndRecord(event("one"));
                await().until(() -> reported().equals(List.of("one")));

                engine.restart();

                await().until(() -> watch.status().counts().gaps() == 1);
                await().until(() -> watch.status().connected());
                assertThat(log.lines()).anyMatch(line -> line.contains("forbids to list its containers"));
            }
        }

        @Test
        void logsOnceWhatIsUnavailable() throws IOException {
            engine.allowOnly(path -> path.equals("/events"));
            try (HostWatch watch = watch()) {
                for (int i = 0; i < 3; i++) {
                    int reconnects = i;
                    await().until(() -> watch.status().counts().reconnects() == reconnects
                            && watch.status().connected());
                    engine.endStreams();
                }
                await().until(() -> lines("/_ping").size() == 1);
            }
            assertThat(lines("/info")).singleElement().asString().contains("exact to one second only");
            assertThat(lines("/version")).singleElement().asString().contains("version is not known");
        }

        private HostWatch watch() {
            HostWatch watch =
                    new HostWatch(engine.host(), "test", EventFilters.NONE, TIMES, Clock.systemUTC(), events::add);
            watch.start();
            return watch;
        }
    }

    @Nested
    class Alerts {

        private static final DockerEvent DEATH = Events.container("die", "name", "mysql", "exitCode", "137");

        @Test
        void dispenseWithForbiddenDetails() throws Exception {
            engine.allowOnly(path -> path.equals("/events"));
            try (DockerConnection connection = DockerConnection.open(engine.host(), Duration.ofSeconds(5));
                    ContainerContextCache known = new ContainerContextCache(
                            "test", LogRedactor.NONE, Clock.systemUTC(), Duration.ofSeconds(5), new WorkerErrors())) {
                known.onConnect(connection);

                for (int i = 0; i < 3; i++) {
                    assertThat(known.contextOf(DEATH).join()).isEqualTo(AlertContext.NONE);
                }
                await().until(() -> lines("/containers/json").size() == 1);
            }
            assertThat(lines("/containers/ID/json")).singleElement().asString().contains("only by its labels");
            assertThat(lines("/containers/ID/logs"))
                    .singleElement()
                    .asString()
                    .contains("no lines of the container's log");
        }
    }

    @Nested
    class Information {

        @Test
        void usesVersionAndTimeOfAnswer() throws Exception {
            engine.allowOnly(path -> path.equals("/version"));

            EngineInfo info = info();

            assertThat(info.text()).isEqualTo("Docker Engine 29.3.0");
            assertThat(info.running()).isEmpty();
            assertThat(info.time()).isBetween(Instant.now().minusSeconds(60), Instant.now());
            assertThat(info.forbidden()).containsExactly("/info");
        }

        @Test
        void recognizesPodmanByVersion() throws Exception {
            engine.allowOnly(path -> path.equals("/version"));
            engine.answerInstead("/version", "{\"Version\":\"5.8.2\",\"Components\":[{\"Name\":\"Podman Engine\"}]}");

            assertThat(info().text()).isEqualTo("Podman 5.8.2");
        }

        @Test
        void recognizesPodmanByInfo() throws Exception {
            engine.answerInstead(
                    "/info",
                    "{\"ServerVersion\":\"4.3.1\",\"BuildahVersion\":\"1.28.2\",\"SystemTime\":\"2026-11-28T06:44:03Z\"}");

            assertThat(info().text()).isEqualTo("Podman 4.3.1");
        }

        private EngineInfo info() throws IOException, InterruptedException {
            try (DockerConnection connection = DockerConnection.open(engine.host(), Duration.ofSeconds(5))) {
                return connection.info();
            }
        }
    }

    private List<String> lines(String path) {
        return log.lines().stream()
                .filter(line -> line.contains("forbids GET " + path + ":"))
                .toList();
    }

    private static String event(String container) {
        long now = Instant.now().toEpochMilli() * 1_000_000;
        return """
                {"Type":"container","Action":"die","Actor":{"ID":"%1$s","Attributes":{"name":"%1$s"}},"timeNano":%2$d}""".formatted(container, now);
    }

    private List<String> reported() {
        return events.stream().map(event -> event.attribute("name")).toList();
    }
}
