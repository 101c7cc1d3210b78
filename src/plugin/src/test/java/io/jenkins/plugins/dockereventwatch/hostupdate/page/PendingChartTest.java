package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.reminder.PendingWeek;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PendingChartTest {

    @Test
    void partsStandOnEachOther() {
        PendingChart chart = new PendingChart(List.of(
                new PendingWeek("2026-W47", 1, 1, 1, 0),
                new PendingWeek("2026-W48", 0, 0, 0, 0),
                new PendingWeek("2026-W49", 3, 0, 2, 1)));

        assertThat(chart.getHighest()).isEqualTo(6);
        assertThat(chart.getBars()).extracting(PendingChart.Bar::getX).containsExactly(1, 11, 21);
        assertThat(chart.getBars().get(0).getParts())
                .containsExactly(
                        new PendingChart.Part("hotfix", 83, 17),
                        new PendingChart.Part("this-week", 67, 16),
                        new PendingChart.Part("wait", 50, 17));
        assertThat(chart.getBars().get(1).getParts()).isEmpty();
        assertThat(chart.getBars().get(2).getParts())
                .containsExactly(
                        new PendingChart.Part("hotfix", 50, 50),
                        new PendingChart.Part("wait", 17, 33),
                        new PendingChart.Part("held", 0, 17));
    }

    @Test
    void lastHalfYearIsShown() {
        List<PendingWeek> weeks = IntStream.rangeClosed(1, 40)
                .mapToObj(week -> new PendingWeek("2026-W" + (10 + week), week == 1 ? 1000 : 1, 0, 0, 0))
                .toList();

        PendingChart chart = new PendingChart(weeks);

        assertThat(chart.getBars()).hasSize(26);
        assertThat(chart.getBars().get(0).getWeek().getWeek()).isEqualTo("2026-W25");
        assertThat(chart.getHighest()).isEqualTo(1);
        assertThat(chart.getViewBox()).isEqualTo("0 0 260 100");
        assertThat(new PendingChart(List.of()).getHighest()).isZero();
    }
}
