package io.jenkins.plugins.dockereventwatch.outbox;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.INTERNAL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.delivery.LoggedLines;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OutboxWriterTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final WorkerErrors errors = new WorkerErrors();
    private final List<Map<String, CursorUpdate>> written = new CopyOnWriteArrayList<>();

    @Test
    void writesFirstCursorImmediately() {
        try (OutboxWriter writer =
                new OutboxWriter((entrys, progress) -> written.add(progress), () -> {}, errors, Duration.ofHours(1))) {
            writer.reached("docker-01", START);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> reached("docker-01").equals(List.of(START)));

            writer.update("docker-02", cursor -> cursor.hold(HostCursorRepository.nanos(START.plusMillis(1))));
            writer.reached("docker-02", START);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> reached("docker-02").equals(List.of(START)));
            assertThat(reached("docker-01")).containsExactly(START);
        }
    }

    @Test
    void retriesAfterUnexpectedError() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        List<OutboxEntry> recorded = new CopyOnWriteArrayList<>();
        OutboxWriter.Target target = (entries, updates) -> {
            if (broken.get()) {
                throw new IllegalStateException("a bug");
            }
            recorded.addAll(entries);
        };
        OutboxEntry entry = new OutboxEntry.NewAlert(Alerts.died("mysql"));
        try (LoggedLines log = new LoggedLines();
                OutboxWriter writer = new OutboxWriter(target, () -> {}, errors)) {
            writer.submit(entry);
            await().until(() -> !errors.current().isEmpty());
            assertThat(errors.current()).containsExactly(Map.entry("outbox", INTERNAL_ERROR));
            assertThat(log.lines()).isNotEmpty();

            broken.set(false);

            await().until(() -> recorded.equals(List.of(entry)));
            await().until(writer::isIdle);
            assertThat(errors.current()).isEmpty();
        }
    }

    @Test
    void closesWhileWritingFails() {
        OutboxWriter.Target target = (entries, updates) -> {
            throw new IllegalStateException("a bug");
        };
        try (LoggedLines log = new LoggedLines()) {
            OutboxWriter writer = new OutboxWriter(target, () -> {}, errors);
            writer.submit(new OutboxEntry.NewAlert(Alerts.died("mysql")));
            await().until(() -> !errors.current().isEmpty());

            writer.close();

            assertThat(writer.waiting()).isEqualTo(1);
            assertThat(log.lines()).isNotEmpty();
        }
    }

    private List<Instant> reached(String host) {
        return written.stream()
                .filter(progress -> progress.containsKey(host))
                .map(progress -> progress.get(host).reached())
                .toList();
    }
}
