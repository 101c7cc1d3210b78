package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.AlertSink;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerContextCache;
import io.jenkins.plugins.dockereventwatch.watch.container.LogRedactor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts while an engine is slow to describe their containers. */
class PendingAlertsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final RuleSet DEATHS = RuleSet.of(List.of(new Rule(
            "deaths",
            List.of(new Condition(
                    new FieldPath("Action"), Condition.Operator.EQUALS, Condition.Quantifier.ANY, List.of("die"))),
            List.of(),
            List.of("n"))));

    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final List<AlertContext> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch answered = new CountDownLatch(1);
    private ContextResolver contexts = ContextResolver.NONE;
    private AlertSink sink = alert -> {};
    private ScriptedEngine engine;
    private PendingAlerts pending;
    private HostWatch watch;

    @BeforeEach
    void follow() throws IOException {
        engine = new ScriptedEngine();
        ContainerContextCache known =
                new ContainerContextCache("test", LogRedactor.NONE, Clock.systemUTC(), PATIENCE, new WorkerErrors());
        HostCursor cursor = new Steps();
        pending = new PendingAlerts(
                "test",
                known,
                context -> contexts.resolve(context),
                cursor,
                alert -> {
                    sink.accept(alert);
                    told.add(alert.context());
                    step("alert", alert.event());
                },
                new WorkerErrors());
        EventProcessor processor = new EventProcessor("test", EventFilters.NONE, DEATHS, pending::submit);
        watch = new HostWatch(
                engine.host(),
                "test",
                EventFilters.NONE,
                WatchTimeouts.DEFAULT,
                Clock.systemUTC(),
                new ProcessingListener(cursor, new WorkerErrors(), known, pending, processor::accept));
        watch.start();
        await().atMost(PATIENCE).until(() -> watch.status().connected());
    }

    @AfterEach
    void stop() {
        answered.countDown();
        watch.close();
        pending.close();
        engine.close();
    }

    @Test
    void slowAnswerDelaysNothingElse() {
        holdUp("slow");
        send("slow", "die");
        send("quick", "die");
        send("quick", "start");

        await().atMost(PATIENCE).until(() -> steps.contains("saw quick start"));
        assertThat(steps).contains("alert quick die").doesNotContain("alert slow die", "let go slow die");

        answered.countDown();
        await().atMost(PATIENCE).until(() -> steps.contains("let go slow die"));
    }

    @Test
    void keepsOrderPerContainer() {
        holdUp("slow");
        send("slow", "die");
        send("slow", "start");
        send("other", "start");
        await().atMost(PATIENCE).until(() -> steps.contains("saw other start"));
        answered.countDown();

        await().atMost(PATIENCE).until(() -> steps.contains("saw slow start"));
        assertThat(steps)
                .containsExactly(
                        "hold slow die",
                        "saw other start",
                        "alert slow die",
                        "let go slow die",
                        "saw slow die",
                        "saw slow start");
    }

    @Test
    void limitsWaitingAlerts() {
        List<String> containers = IntStream.range(0, 100).mapToObj(i -> "c" + i).toList();
        containers.forEach(this::holdUp);
        containers.forEach(container -> send(container, "die"));

        await().atMost(PATIENCE).until(() -> steps.contains("hold c63 die"));
        answered.countDown();

        await().atMost(PATIENCE)
                .until(() -> steps.stream()
                                .filter(step -> step.startsWith("let go "))
                                .count()
                        == 100);
        // The 65th was let in when another had left.
        assertThat(steps.indexOf("hold c64 die")).isGreaterThan(firstOf("let go "));
        assertThat(told).hasSize(100);
    }

    @Test
    void deliversWaitingAlertsOnClose() {
        holdUp("slow");
        send("slow", "die");
        await().atMost(PATIENCE).until(() -> steps.contains("hold slow die"));

        watch.close();
        pending.close();

        assertThat(steps).contains("alert slow die", "let go slow die");
        assertThat(told.get(0).build().map(BuildReference::displayName)).contains("phone-book #7");
    }

    @Test
    void survivesFailingResolver() {
        contexts = context -> {
            throw new IllegalStateException("intended error");
        };
        send("one", "die");

        await().atMost(PATIENCE).until(() -> steps.contains("let go one die"));
        assertThat(told)
                .singleElement()
                .satisfies(context -> assertThat(context.build()).isEmpty());
    }

    @Test
    void sendsAlertWithoutFailingContext() {
        sink = alert -> {
            if (alert.context().build().isPresent()) {
                throw new IllegalStateException("caused by this test");
            }
        };
        send("one", "die");

        await().atMost(PATIENCE).until(() -> steps.contains("let go one die"));
        assertThat(told).containsExactly(AlertContext.NONE);
    }

    @Test
    void keepsCursorBeforeFailedAlert() {
        sink = alert -> {
            throw new IllegalStateException("caused by this test");
        };
        send("one", "die");
        send("one", "start");

        await().atMost(PATIENCE).until(() -> steps.contains("saw one start"));
        assertThat(steps).contains("hold one die").doesNotContain("let go one die");
    }

    private int firstOf(String kind) {
        return IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).startsWith(kind))
                .findFirst()
                .orElseThrow();
    }

    private void holdUp(String container) {
        engine.onceBefore("/containers/" + container + "/json", () -> {
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void send(String container, String action) {
        engine.container(container, "\"Running\":false");
        Instant now = Instant.now();
        engine.sendAndRecord("""
                {"Type":"container","Action":"%2$s","Actor":{"ID":"%1$s","Attributes":{"name":"%1$s","exitCode":"1",\
                "io.jenkins.docker-event-watch.job":"phone-book","io.jenkins.docker-event-watch.build-number":"7"}},\
                "timeNano":%3$d}""".formatted(container, action, now.getEpochSecond() * 1_000_000_000L + now.getNano()));
    }

    private void step(String what, DockerEvent event) {
        steps.add(what + " " + event.actorId() + " " + event.action());
    }

    /** Writes down what it is told. */
    private final class Steps implements HostCursor {

        @Override
        public Optional<Stored> stored() {
            return Optional.empty();
        }

        @Override
        public void reached(Instant time) {
            assertThat(time).isNotNull();
        }

        @Override
        public void hold(DockerEvent event) {
            step("hold", event);
        }

        @Override
        public void release(DockerEvent event) {
            step("let go", event);
        }

        @Override
        public void onEvent(DockerEvent event) {
            step("saw", event);
        }
    }
}
