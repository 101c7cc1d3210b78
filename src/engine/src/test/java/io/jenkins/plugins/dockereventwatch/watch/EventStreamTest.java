package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.EventStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** An engine, or a proxy before it, that keeps the connection alive by other lines than events. */
    @ParameterizedTest
    @ValueSource(strings = {"", "not an event"})
    void timesOutDespiteOtherLines(String line) throws Exception {
        try (ScriptedEngine engine = new ScriptedEngine();
                DockerConnection connection = DockerConnection.open(engine.host(), PATIENCE);
                EventStream stream =
                        EventStream.open(connection, EventFilters.NONE, Instant.now(), null, (number, reason) -> {})) {
            Thread lines = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    engine.send(line);
                }
            });
            lines.start();
            try {
                assertThat(stream.poll(Duration.ofMillis(300))).isEmpty();
            } finally {
                lines.interrupt();
            }
        }
    }
}
