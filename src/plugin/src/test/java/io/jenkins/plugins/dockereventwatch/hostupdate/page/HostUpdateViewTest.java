package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.dockereventwatch.reminder.HostState;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostUpdateViewTest {

    /** No day of any clock that runs. */
    private static final LocalDate TODAY = LocalDate.parse("2001-05-30");

    private static HostUpdateView view(LocalDate today) {
        return new HostUpdateView(
                "docker-01",
                Optional.of(new HostState(
                        "docker-01",
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(IsoWeek.of(TODAY.minusWeeks(2))),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(TODAY.plusDays(1)),
                        Optional.empty())),
                Optional.empty(),
                List.of(),
                today,
                false);
    }

    @Test
    void putOffUntilItsDayHasCome() {
        assertThat(view(TODAY).getSnoozedUntil()).isEqualTo("2001-05-31");
        assertThat(view(TODAY.plusDays(1)).getSnoozedUntil()).isNull();
    }

    @Test
    void weeksAreMissedByTheSameDay() {
        assertThat(view(TODAY).getMissedWeeks()).isEqualTo(2);
        assertThat(view(TODAY.plusWeeks(1)).getMissedWeeks()).isEqualTo(3);
    }

    @Test
    void canBePutOffFromTheNextDayOnForThreeMonths() {
        SnoozeRange snooze = new SnoozeRange(TODAY);

        assertThat(snooze.proposed()).isEqualTo("2001-06-06");
        assertThat(snooze.day("2001-05-31")).isEqualTo(snooze.first());
        assertThat(snooze.day("2001-08-30")).isEqualTo(snooze.last());
        for (String wrong : List.of("2001-05-30", "2001-08-31", "tomorrow")) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> snooze.day(wrong));
        }
    }
}
