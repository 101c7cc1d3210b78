package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.delivery.LoggedLines;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that come faster than they can be dealt with, for long. */
class OverflowTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<String> seen = new CopyOnWriteArrayList<>();
    /** Larger than the queue. */
    private static final int MANY = 60;

    /** As many as fit. */
    private static final int QUEUED = 8;

    private volatile CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch lost = new CountDownLatch(1);
    private ScriptedEngine engine;
    private HostWatch watch;

    @BeforeEach
    void start() throws Exception {
        engine = new ScriptedEngine();
        watch = new HostWatch(
                engine.host(), "test", EventFilters.NONE, WatchTimeouts.DEFAULT, Clock.systemUTC(), this::take);
        watch.start();
        await().atMost(PATIENCE).until(() -> watch.status().connected());
        assertThat(watch.status().counts().gaps()).isZero();
        engine.onceBefore("/containers/json", () -> engine.container("dropped", died()));
    }

    @AfterEach
    void stop() throws Exception {
        watch.close();
        engine.close();
    }

    @Test
    void countsOverflowAndFindsDroppedDeaths() throws Exception {
        overflow(written -> sendLarge(MANY, written));

        assertThat(seen).hasSize(MANY + 1).contains("storm0", "storm" + (MANY - 1), "dropped");
        assertThat(watch.status().counts().gaps()).isPositive();
        assertThat(watch.status().counts().found().deaths()).isEqualTo(1);
    }

    @Test
    void remembersOverflowAcrossConnectionLoss() throws Exception {
        overflow(written -> {
            sendLarge(MANY - 1, written);
            // Remembered, so that after the connection is back nothing else hints at a gap.
            engine.sendAndRecord(event("last", ""));
            endStreams(engine);
            lost.countDown();
        });

        assertThat(seen).hasSize(MANY + 1).contains("storm0", "storm" + (MANY - 2), "last", "dropped");
    }

    @Test
    void logsRepeatedOverflowsRarely() throws Exception {
        try (LoggedLines log = new LoggedLines()) {
            for (int i = 0; i < 3; i++) {
                long before = watch.status().counts().gaps();
                busy = new CountDownLatch(1);
                overflow(written -> sendLarge(MANY, written));
                await().atMost(PATIENCE).until(() -> watch.status().counts().gaps() > before);
                seen.clear();
                seen.add("dropped");
            }

            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARNING") && line.contains("arrived faster"))
                    .hasSizeLessThan((int) watch.status().counts().gaps());
        }
    }

    /** Continues when the engine cannot write any more, until all events have been seen. */
    private void overflow(Consumer<AtomicInteger> sender) throws InterruptedException {
        Thread storm = heldUp(sender);
        busy.countDown();
        storm.join(PATIENCE.toMillis());
        await().atMost(PATIENCE).until(() -> seen.size() > MANY);
    }

    private void sendLarge(int events, AtomicInteger written) {
        for (int i = 0; i < events; i++) {
            engine.send(event("storm" + i, "x".repeat(1 << 18)));
            written.incrementAndGet();
        }
    }

    private static void endStreams(ScriptedEngine engine) {
        try {
            engine.endStreams();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A storm that has come so far that the engine cannot write any more: as much as fits is taken. */
    private static Thread heldUp(Consumer<AtomicInteger> tellAll) {
        AtomicInteger written = new AtomicInteger();
        Thread storm = new Thread(() -> tellAll.accept(written));
        storm.start();
        await().atMost(PATIENCE).until(() -> written.get() >= QUEUED);
        int before;
        do {
            before = written.get();
        } while (storm.isAlive() && hasWritten(written, before));
        assertThat(storm.isAlive()).as("the engine is held up").isTrue();
        return storm;
    }

    private static boolean hasWritten(AtomicInteger written, int before) {
        try {
            await().atMost(Duration.ofSeconds(3)).until(() -> written.get() > before);
            return true;
        } catch (ConditionTimeoutException stuck) {
            return false;
        }
    }

    private void take(DockerEvent event) {
        try {
            assertThat(busy.await(1, TimeUnit.MINUTES)).isTrue();
            if (event.attribute("name").equals("last")) {
                assertThat(lost.await(1, TimeUnit.MINUTES)).isTrue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        seen.add(event.attribute("name"));
    }

    private static String died() {
        Instant now = Instant.now().minusSeconds(1);
        return "\"Running\":false,\"ExitCode\":1,\"StartedAt\":\"%s\",\"FinishedAt\":\"%s\""
                .formatted(now.minusMillis(1), now);
    }

    private static String event(String container, String label) {
        Instant now = Instant.now();
        return """
                {"Type":"container","Action":"die","Actor":{"ID":"%1$s","Attributes":{"name":"%1$s","l":"%2$s"}},"timeNano":%3$d}""".formatted(container, label, now.getEpochSecond() * 1_000_000_000L + now.getNano());
    }
}
