package io.jenkins.plugins.dockereventwatch.overview.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.outbox.DeliveryProblem;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When administrators are warned of what does not get there. */
class UndeliveredMonitorTest {

    private static final Instant LIMIT = Instant.parse("2026-11-23T18:15:00Z");

    @ParameterizedTest
    @CsvSource({
        // attempts, seconds since the limit, given up, warned
        "9, -1, 0, true",
        "3, -1, 0, true",
        "2, -1, 0, false",
        "9, 0, 0, false",
        "9, 60, 0, false",
        "0, 60, 1, true",
        "1, 60, 1, true",
    })
    void reportsLongFailuresAndDiscardedMessages(int attempts, long seconds, long givenUp, boolean warned) {
        DeliveryProblem trouble =
                new DeliveryProblem("mail", 4, attempts, LIMIT.plusSeconds(seconds), givenUp, "421 busy");

        assertThat(UndeliveredMonitor.needsAttention(trouble, LIMIT)).isEqualTo(warned);
    }
}
