package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CursorUpdateTest {

    @Test
    void countsEventsInBoundedMemory() {
        CursorUpdate owed = CursorUpdate.to(null);
        long time = 0;
        for (int write = 0; write < 3; write++) {
            CursorAccumulator cursor = new CursorAccumulator();
            for (int i = 0; i < 30_000; i++) {
                cursor.event(++time);
            }
            cursor.gap();
            cursor.reached(Instant.ofEpochSecond(0, time));
            owed = owed.and(cursor.take().orElseThrow());
        }

        assertThat(owed.events()).hasSizeLessThanOrEqualTo(50_000);
        assertThat(owed.eventsAfter(0)).isEqualTo(90_000);
        assertThat(owed.gaps()).isEqualTo(3);
    }
}
