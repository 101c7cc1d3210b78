package io.jenkins.plugins.dockereventwatch.reminder;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.APT_INSTALL;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.LATE_REMINDER;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.NO_WATCH_RUNNING;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.ONE_UPDATE;
import static io.jenkins.plugins.dockereventwatch.reminder.Simulation.apt;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.reminder.Simulation.Mail;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When reminders are sent over weeks and months, with a simulated clock. */
class SimulatedYearTest {

    /** A year in the long form of the test; otherwise a period with both clock changes. */
    private static final int WEEKS = Boolean.getBoolean("test.long") ? 52 : 24;

    private Simulation simulation;

    @BeforeEach
    void begin() throws StoreException {
        // A Wednesday.
        simulation = new Simulation(Store.open(new StateLocation.Memory()), "2026-11-25T12:00").hosts("docker-01");
    }

    @AfterEach
    void end() {
        simulation.close();
    }

    @Nested
    class Schedule {

        @Test
        void sendsEveryMondayDespiteClockChanges() throws StoreException {
            simulation.close();
            LocalDateTime begin = LocalDateTime.parse("2026-10-14T12:00");
            simulation = new Simulation(Store.open(new StateLocation.Memory()), begin.toString()).hosts("docker-01");
            simulation.outputs.put("docker-01", apt(Simulation.PATCH));

            simulation.until(begin.plusWeeks(WEEKS).toString());

            List<Mail> mails = simulation.mailsTo("ops");
            assertThat(mails).hasSize(WEEKS).allSatisfy(mail -> {
                assertThat(mail.at().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
                assertThat(mail.at().toLocalTime()).isEqualTo(LocalTime.of(8, 0));
            });
            Set<IsoWeek> weeks = new HashSet<>();
            mails.forEach(mail -> weeks.add(IsoWeek.of(mail.at().toLocalDate())));
            assertThat(weeks).hasSize(WEEKS);
            assertThat(mails.get(0).subject()).isEqualTo("[docker-01] " + ONE_UPDATE);
            assertThat(mails.get(WEEKS - 1).subject())
                    .isEqualTo("[docker-01] " + ONE_UPDATE + "; not installed for " + (WEEKS - 1) + " weeks");
            assertThat(mails.get(0).text())
                    .startsWith("docker-01: 1 this week\n")
                    .contains("curl 7.88.1-10 → 7.88.1-11", "patch: install this week")
                    .contains(APT_INSTALL + "curl")
                    .contains("Next reminder: 2026-10-26T08:00, every Monday at 08:00 (Europe/Zurich)");
            assertThat(simulation.mailsTo("boss"))
                    .hasSize(WEEKS - 3)
                    .allSatisfy(mail -> assertThat(mail.subject()).startsWith("[escalation] [docker-01]"));
        }

        @Test
        void sendsNothingWithoutUpdates() {
            simulation.until("2026-12-30T12:00");

            assertThat(simulation.mails()).isEmpty();
        }

        @Test
        void skipsHolidays() {
            simulation.schedule("0 8 * * 1", Holidays.parse(List.of("2026-12-07")));
            simulation.outputs.put("docker-01", apt(Simulation.PATCH));

            simulation.until("2026-12-15T12:00");

            assertThat(simulation.mails().stream()
                            .map(mail -> mail.at().toLocalDate().toString()))
                    .containsExactly("2026-11-30", "2026-12-14");
            assertThat(simulation.mails().get(1).text()).doesNotContain("No reminder was sent", "is late");
        }

        @Test
        void storesPendingUpdatesOfEachWeek() throws Exception {
            simulation.outputs.put("docker-01", apt(Simulation.PATCH, Simulation.MINOR, Simulation.HOTFIX));
            simulation.until("2026-12-12T12:00");

            assertThat(PendingWeekRepository.of(simulation.store, "docker-01"))
                    .containsExactly(
                            new PendingWeek("2026-W48", 1, 1, 1, 0),
                            new PendingWeek("2026-W49", 1, 2, 0, 0),
                            new PendingWeek("2026-W50", 1, 2, 0, 0));
        }

        @Test
        void jumpingClockCausesFewMails() {
            simulation.outputs.put("docker-01", apt(Simulation.PATCH, Simulation.MINOR));
            simulation.until("2026-12-01T12:00");
            assertThat(simulation.mails()).hasSize(1);

            simulation.outageUntil("2027-06-01T12:00");
            simulation.checkAndSend();
            simulation.checkAndSend();
            assertThat(simulation.mailsTo("ops")).hasSize(2);
            simulation.outageUntil("2026-12-01T13:00");
            simulation.until("2026-12-06T12:00");
            assertThat(simulation.mailsTo("ops")).hasSize(2);

            simulation.until("2026-12-14T12:00");
            assertThat(simulation.mailsTo("ops")).hasSize(4);
            simulation.outageUntil("2026-10-01T12:00");
            simulation.checkAndSend();
            assertThat(simulation.mailsTo("ops")).hasSize(4);
        }
    }

    @Nested
    class Outages {

        @Test
        void catchesUpOnceAfterOneWeek() {
            simulation.outputs.put("docker-01", apt(Simulation.PATCH));
            simulation.until("2026-12-05T12:00");
            assertThat(simulation.mails()).hasSize(1);

            simulation.outageUntil("2026-12-10T15:00");
            simulation.until("2026-12-13T12:00");

            assertThat(simulation.mails()).hasSize(2);
            assertThat(simulation.mails().get(1).at()).isEqualTo(LocalDateTime.parse("2026-12-10T15:00"));
            assertThat(simulation.mails().get(1).text())
                    .startsWith(LATE_REMINDER + "Mon 7 Dec 2026 08:00" + NO_WATCH_RUNNING + "\n")
                    .doesNotContain("No reminder was sent");
            simulation.until("2026-12-14T12:00");
            assertThat(simulation.mails()).hasSize(3);
        }

        @Test
        void sendsOneMailAfterFiveWeeks() {
            simulation.outputs.put("docker-01", apt(Simulation.PATCH));
            simulation.until("2026-12-05T12:00");

            simulation.outageUntil("2027-01-08T15:00");
            simulation.until("2027-01-10T12:00");

            List<Mail> mails = simulation.mailsTo("ops");
            assertThat(mails).hasSize(2);
            assertThat(mails.get(1).text())
                    .startsWith(LATE_REMINDER + "Mon 4 Jan 2027 08:00" + NO_WATCH_RUNNING + "\n"
                            + "No reminder was sent in the 4 weeks before.\n");
            assertThat(mails.get(1).subject()).endsWith("not installed for 5 weeks");
            assertThat(simulation.mailsTo("boss")).hasSize(1);
            simulation.until("2027-01-11T12:00");
            assertThat(simulation.mailsTo("ops")).hasSize(3);
        }

        @Test
        void skipsLateReminderIfConfigured() {
            simulation.withoutCatchingUp().outputs.put("docker-01", apt(Simulation.PATCH));
            simulation.outageUntil("2026-12-01T09:00");

            simulation.until("2026-12-06T12:00");
            assertThat(simulation.mails()).isEmpty();

            simulation.until("2026-12-07T12:00");
            assertThat(simulation.mails()).hasSize(1);
            simulation.digest().outageUntil("2026-12-15T09:00");
            simulation.until("2026-12-20T12:00");
            assertThat(simulation.mails()).hasSize(1);
        }
    }
}
