package io.jenkins.plugins.dockereventwatch.overview.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.overview.page.ActivityChart.Bar;
import io.jenkins.plugins.dockereventwatch.watch.Activity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivityChartTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:10:00Z");

    private final Activity one = new Activity(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Activity other = new Activity(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void hostsAreAddedUp() {
        one.countEvent();
        one.countAlerts(2);
        other.countAlerts(3);

        ActivityChart alerts = new ActivityChart(List.of(one, other), Activity.Span::alerts, ZoneOffset.UTC);
        ActivityChart events = new ActivityChart(List.of(one, other), Activity.Span::events, ZoneOffset.UTC);

        assertThat(alerts.total).isEqualTo(5);
        assertThat(alerts.highest).isEqualTo(5);
        assertThat(events.total).isEqualTo(1);
    }

    @Test
    void lastBarIsThePresent() {
        one.countAlerts(1);

        List<Bar> bars = new ActivityChart(List.of(one), Activity.Span::alerts, ZoneId.of("Europe/Zurich")).bars;

        assertThat(bars).hasSize(48).allMatch(bar -> bar.y() + bar.height() == ActivityChart.HEIGHT);
        assertThat(bars.get(47)).isEqualTo(new Bar(471, 0, 100, "09:00", 1));
        assertThat(bars.get(0)).isEqualTo(new Bar(1, 100, 0, "09:30", 0));
    }

    @Test
    void smallCountsRemainVisible() {
        Instant[] now = {NOW.minus(Duration.ofHours(1))};
        InstantSource time = () -> now[0];
        Activity activity = new Activity(time.withZone(ZoneOffset.UTC));
        activity.countAlerts(1);
        now[0] = NOW;
        activity.countAlerts(100_000);

        List<Bar> bars = new ActivityChart(List.of(activity), Activity.Span::alerts, ZoneOffset.UTC).bars;

        assertThat(bars.get(45).height()).isEqualTo(2);
        assertThat(bars.get(47).height()).isEqualTo(100);
    }

    @Test
    void dayWithoutAnythingHasFlatBars() {
        ActivityChart chart = new ActivityChart(List.of(one), Activity.Span::alerts, ZoneOffset.UTC);

        assertThat(chart.bars).hasSize(48).allMatch(bar -> bar.height() == 0);
        assertThat(chart.highest).isZero();
    }

    @Test
    void withoutHostsThereAreNoBars() {
        assertThat(new ActivityChart(List.of(), Activity.Span::alerts, ZoneOffset.UTC).bars)
                .isEmpty();
    }
}
