package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a watch finds out after a gap when finding out is itself disturbed. */
class BrokenCatchUpTest {

    private static final WatchTimeouts TIMES = new WatchTimeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(50), RetryPolicy.FOREVER));

    private final List<DockerEvent> events = new CopyOnWriteArrayList<>();
    private ScriptedEngine engine;
    private HostWatch watch;

    @BeforeEach
    void follow() throws IOException {
        engine = new ScriptedEngine();
        watch = new HostWatch(engine.host(), "test", EventFilters.NONE, TIMES, Clock.systemUTC(), events::add);
        watch.start();
        await().until(() -> watch.status().connected());
        engine.sendAndRecord(event("first", "die"));
        await().until(() -> reported().equals(List.of("first die")));
    }

    @AfterEach
    void stop() {
        watch.close();
        engine.close();
    }

    @Test
    void repeatsInterruptedSearch() throws IOException {
        engine.container("one", died());
        engine.container("two", died());
        engine.onceBefore("/containers/two/json", BrokenCatchUpTest::fail);

        engine.restart();

        await().until(() -> reported().contains("two die"));
        assertThat(reported()).containsExactlyInAnyOrder("first die", "one die", "two die");
    }

    @Test
    void repeatsSearchDespiteLaterEvents() throws IOException {
        engine.container("missed", died());
        engine.onceBefore("/containers/json", BrokenCatchUpTest::fail);
        engine.onceBefore("/info", () -> engine.sendAndRecord(event("later", "start")));

        engine.restart();

        await().until(() -> reported().contains("missed die"));
        assertThat(reported()).containsExactlyInAnyOrder("first die", "later start", "missed die");
    }

    @Test
    void keepsEventsDuringSearch() throws IOException {
        engine.onceBefore("/containers/json", () -> engine.send(event("meanwhile", "die")));

        engine.restart();

        await().until(() -> reported().contains("meanwhile die"));
    }

    @Test
    void readsExitCodeBetweenRestarts() throws IOException {
        engine.container("loops", "\"Running\":true,\"Restarting\":true,\"ExitCode\":5," + times());

        engine.restart();

        await().until(() -> reported().contains("loops die"));
        assertThat(events.get(1).attribute("exitCode")).isEqualTo("5");
        engine.send(event("loops", "die"));
        engine.send(event("last", "die"));
        await().until(() -> reported().contains("last die"));
        assertThat(reported()).containsOnlyOnce("loops die");
    }

    @Test
    void reportsDeathOnceDespiteChangedTime() throws IOException {
        String started = Instant.now().minusSeconds(3).toString();
        engine.send(event("killed-over-it", "die"));
        await().until(() -> reported().contains("killed-over-it die"));
        engine.container("other", died());
        engine.container(
                "killed-over-it",
                "\"Running\":false,\"ExitCode\":255,\"StartedAt\":\"%s\",\"FinishedAt\":\"%s\""
                        .formatted(started, Instant.now().plusMillis(5)));

        engine.restart();

        await().until(() -> reported().contains("other die"));
        assertThat(reported()).containsOnlyOnce("killed-over-it die");
    }

    @Test
    void explainsServerThatIsNotDocker() {
        engine.answerInstead("/info", "{\"SystemTime\":\"soon\"}");
        try (HostWatch other =
                new HostWatch(engine.host(), "other", EventFilters.NONE, TIMES, Clock.systemUTC(), events::add)) {
            other.start();

            await().until(() -> other.status().trouble() != null);
            assertThat(other.status().trouble()).contains("contains no valid time; is it from a Docker Engine?");
        }
    }

    @Test
    void survivesUnexpectedErrors() {
        AtomicBoolean thrown = new AtomicBoolean();
        HostCursor cursor = new HostCursor() {
            @Override
            public Optional<Stored> stored() {
                if (thrown.compareAndSet(false, true)) {
                    throw new AssertionError("thrown by the test");
                }
                return Optional.empty();
            }

            @Override
            public void reached(Instant time) {
                // Nothing is stored.
            }
        };
        HostListener listener = new HostListener() {
            @Override
            public HostCursor cursor() {
                return cursor;
            }

            @Override
            public void onEvent(DockerEvent event) {
                events.add(event);
            }
        };
        try (HostWatch other =
                new HostWatch(engine.host(), "other", EventFilters.NONE, TIMES, Clock.systemUTC(), listener)) {
            other.start();

            await().until(() -> other.status().connected());
            assertThat(other.status().trouble())
                    .isEqualTo("internal error: java.lang.AssertionError: thrown by the test");
        }
    }

    private static void fail() {
        throw new IllegalStateException("the engine is busy");
    }

    private static String died() {
        return "\"Running\":false,\"ExitCode\":1," + times();
    }

    private static String times() {
        Instant now = Instant.now();
        return "\"StartedAt\":\"%s\",\"FinishedAt\":\"%s\"".formatted(now.minusMillis(1), now);
    }

    private static String event(String container, String action) {
        Instant now = Instant.now();
        return """
                {"Type":"container","Action":"%s","Actor":{"ID":"%2$s","Attributes":{"name":"%2$s"}},"timeNano":%3$d}""".formatted(action, container, TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
    }

    private List<String> reported() {
        return events.stream()
                .map(event -> event.attribute("name") + " " + event.action())
                .toList();
    }
}
