package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.dockereventwatch.reminder.HostState;
import io.jenkins.plugins.dockereventwatch.reminder.PendingWeek;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostUpdateViewTest {

    /** No day of any clock that runs. */
    private static final LocalDate TODAY = LocalDate.parse("2001-05-30");

    private static HostUpdateView view(LocalDate today) {
        return view(today, List.of());
    }

    private static HostUpdateView view(LocalDate today, List<PendingWeek> weeks) {
        return new HostUpdateView(
                "docker-01",
                Optional.of(new HostState(
                        "docker-01",
                        Instant.EPOCH,
                        new HostState.Reading(Optional.empty(), Optional.empty(), Optional.empty()),
                        Optional.of(IsoWeek.of(TODAY.minusWeeks(2))),
                        new HostState.Answer(Optional.empty(), Optional.empty(), Optional.of(TODAY.plusDays(1))),
                        Optional.empty())),
                Optional.empty(),
                weeks,
                today,
                false);
    }

    @Test
    void isPostponedUntilTheDay() {
        assertThat(view(TODAY).snoozedUntil).isEqualTo("2001-05-31");
        assertThat(view(TODAY.plusDays(1)).snoozedUntil).isNull();
    }

    @Test
    void countsMissedWeeks() {
        assertThat(view(TODAY).missedWeeks).isEqualTo(2);
        assertThat(view(TODAY.plusWeeks(1)).missedWeeks).isEqualTo(3);
    }

    @Test
    void chartShowsHalfAYear() {
        List<PendingWeek> weeks = IntStream.rangeClosed(1, 40)
                .mapToObj(week -> new PendingWeek("2026-W" + (10 + week), week == 1 ? 1000 : 1, 2, 0, 3))
                .toList();

        HostUpdateView host = view(TODAY, weeks);

        assertThat(host.weeks).hasSize(40);
        assertThat(host.getLastWeeks()).hasSize(26);
        assertThat(host.getLastWeeks().get(0).week).isEqualTo("2026-W25");
        assertThat(host.getHighestTotal()).isEqualTo(6);
        assertThat(view(TODAY).getHighestTotal()).isZero();
    }

    @Test
    void canBePostponedForThreeMonths() {
        SnoozeRange snooze = new SnoozeRange(TODAY);

        assertThat(snooze.proposed).isEqualTo("2001-06-06");
        assertThat(snooze.day("2001-05-31")).isEqualTo(snooze.first);
        assertThat(snooze.day("2001-08-30")).isEqualTo(snooze.last);
        for (String wrong : List.of("2001-05-30", "2001-08-31", "tomorrow")) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> snooze.day(wrong));
        }
    }
}
