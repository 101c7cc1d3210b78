package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private Instant now = Instant.parse("2026-11-24T08:07:30Z");
    private final InstantSource time = () -> now;
    private final Activity activity = new Activity(time.withZone(ZoneOffset.UTC));

    @Test
    void countsPerHour() {
        activity.countEvent();
        now = now.plus(Duration.ofHours(1));
        activity.countEvent();
        activity.countEvent();
        activity.countAlerts(3);

        assertThat(activity.last(Duration.ofHours(1), 3))
                .containsExactly(
                        span("2026-11-24T07:00:00Z", 0, 0),
                        span("2026-11-24T08:00:00Z", 1, 0),
                        span("2026-11-24T09:00:00Z", 2, 3));
    }

    @Test
    void lastHourEndsNow() {
        activity.countEvent();
        now = now.plus(Duration.ofMinutes(59));
        activity.countAlerts(1);

        assertThat(activity.lastHour().events()).isEqualTo(1);
        assertThat(activity.lastHour().alerts()).isEqualTo(1);

        now = now.plus(Duration.ofMinutes(1));
        assertThat(activity.lastHour().events()).isZero();
        assertThat(activity.lastHour().alerts()).isEqualTo(1);
    }

    @Test
    void dropsCountsAfterOneDay() {
        activity.countEvent();
        activity.countAlerts(1);
        now = now.plus(Duration.ofDays(1));

        assertThat(activity.last(Duration.ofHours(1), 24))
                .hasSize(24)
                .allMatch(span -> span.events() == 0 && span.alerts() == 0);
        activity.countEvent();
        assertThat(activity.lastHour().events()).isEqualTo(1);
    }

    @Test
    void rejectsMoreThanOneDay() {
        assertThatThrownBy(() -> activity.last(Duration.ofHours(1), 25)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> activity.last(Duration.ofSeconds(59), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Activity.Span span(String start, long events, long alerts) {
        return new Activity.Span(Instant.parse(start), Duration.ofHours(1), events, alerts);
    }
}
