package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** When what a watch has seen is written. */
class OutboxWriterTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final List<Map<String, CursorUpdate>> written = new CopyOnWriteArrayList<>();

    @Test
    void whereAWatchBeginsIsWrittenAtOnce() {
        try (OutboxWriter recorder =
                new OutboxWriter((observations, progress) -> written.add(progress), () -> {}, Duration.ofHours(1))) {
            recorder.reached("docker-01", START);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> reached("docker-01").equals(List.of(START)));

            recorder.hold("docker-02", HostCursorRepository.nanos(START.plusMillis(1)));
            recorder.reached("docker-02", START);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> reached("docker-02").equals(List.of(START)));
            assertThat(reached("docker-01")).containsExactly(START);
        }
    }

    private List<Instant> reached(String host) {
        return written.stream()
                .filter(progress -> progress.containsKey(host))
                .map(progress -> progress.get(host).reached())
                .toList();
    }
}
