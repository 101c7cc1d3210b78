package io.jenkins.plugins.dockereventwatch.reminder;

import static io.jenkins.plugins.dockereventwatch.reminder.Simulation.apt;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.reminder.Simulation.Mail;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.advice.Hold;
import io.jenkins.plugins.dockereventwatch.update.advice.NamePattern;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens over weeks and months, by a clock of our own. */
class SimulatedYearTest {

    /** A year, or as long as both changes of clocks take where the long forms of tests are not asked for. */
    private static final int WEEKS = Boolean.getBoolean("test.long") ? 52 : 24;

    private static final String PATCH = "curl 7.88.1-10 7.88.1-11";
    private static final String MINOR = "systemd 252.38-1 252.39-1";
    private static final String HOTFIX = "libssl3 3.0.19-1 3.0.22-1 security";

    private Simulation world;

    @BeforeEach
    void begin() throws StoreException {
        // A Wednesday.
        world = new Simulation(Store.open(new StateLocation.Memory()), "2026-11-25T12:00").hosts("docker-01");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void yearOfMondaysAcrossBothChangesOfClocks() throws StoreException {
        world.close();
        LocalDateTime begin = LocalDateTime.parse("2026-10-14T12:00");
        world = new Simulation(Store.open(new StateLocation.Memory()), begin.toString()).hosts("docker-01");
        world.outputs.put("docker-01", apt(PATCH));

        world.until(begin.plusWeeks(WEEKS).toString());

        List<Mail> mails = world.mailsTo("ops");
        assertThat(mails).hasSize(WEEKS).allSatisfy(mail -> {
            assertThat(mail.at().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(mail.at().toLocalTime()).isEqualTo(LocalTime.of(8, 0));
        });
        Set<IsoWeek> weeks = new HashSet<>();
        mails.forEach(mail -> weeks.add(IsoWeek.of(mail.at().toLocalDate())));
        assertThat(weeks).hasSize(WEEKS);
        assertThat(mails.get(0).subject()).isEqualTo("[docker-01] updates: 1 this week");
        assertThat(mails.get(WEEKS - 1).subject())
                .isEqualTo("[docker-01] updates: 1 this week; not installed for " + (WEEKS - 1) + " weeks");
        assertThat(mails.get(0).text())
                .startsWith("docker-01: 1 this week\n")
                .contains("curl 7.88.1-10 → 7.88.1-11", "patch: install this week")
                .contains("apt-get install --only-upgrade curl")
                .contains("Next reminder: 2026-10-26T08:00, every Monday at 08:00 (Europe/Zurich)");
        assertThat(world.mailsTo("boss"))
                .hasSize(WEEKS - 3)
                .allSatisfy(mail -> assertThat(mail.subject()).startsWith("[escalation] [docker-01]"));
    }

    @Test
    void hostWithNothingToDoIsNotMailedAbout() {
        world.until("2026-12-30T12:00");

        assertThat(world.mails()).isEmpty();
    }

    @Test
    void hotfixIsMailedWhenItIsSeenAndOnce() {
        world.until("2026-12-02T03:00");
        world.outputs.put("docker-01", apt(HOTFIX, PATCH));
        world.look();

        assertThat(world.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.at()).isEqualTo(LocalDateTime.parse("2026-12-02T03:00"));
            assertThat(mail.subject()).isEqualTo("[docker-01] [HOTFIX now] 1 hotfix: libssl3");
            assertThat(mail.text()).startsWith("Install now").contains("libssl3 3.0.19-1 → 3.0.22-1");
        });

        world.until("2026-12-06T23:00");
        assertThat(world.mails()).hasSize(1);
        world.outputs.put("docker-01", apt(HOTFIX, PATCH, "libtiff6 4.5.0-6 4.5.0-7 security"));
        world.look();
        assertThat(world.mails()).hasSize(2);
        assertThat(world.mails().get(1).subject()).endsWith("1 hotfix: libtiff6");

        world.until("2026-12-07T20:00");
        assertThat(world.mails()).hasSize(3);
        assertThat(world.mails().get(2).subject())
                .isEqualTo("[docker-01] [HOTFIX now] updates: 2 hotfixes now; 1 this week");
    }

    @Test
    void hotfixOfTheReminderIsNotMailedAgain() {
        world.until("2026-12-07T07:59");
        world.outputs.put("docker-01", apt(HOTFIX));
        world.outageUntil("2026-12-07T08:00");

        world.until("2026-12-12T12:00");

        assertThat(world.mails()).hasSize(1);
        assertThat(world.mails().get(0).subject()).contains("updates: 1 hotfix now");
    }

    @Test
    void largerUpdateWaitsForItsWeekAndANewerVersionBeginsAnew() {
        world.outputs.put("docker-01", apt(MINOR));
        world.until("2026-11-30T12:00");
        assertThat(world.mails()).isEmpty();

        world.outputs.put("docker-01", apt("systemd 252.38-1 252.40-1"));
        world.until("2026-12-06T12:00");
        assertThat(world.mails()).isEmpty();

        world.until("2026-12-07T12:00");
        assertThat(world.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("minor update: waited 7 days since 2026-11-30"));
    }

    @Test
    void reminderThatIsLateIsLeftOutWhereThatIsWanted() {
        world.withoutCatchingUp().outputs.put("docker-01", apt(PATCH));
        world.outageUntil("2026-12-01T09:00");

        world.until("2026-12-06T12:00");
        assertThat(world.mails()).isEmpty();

        world.until("2026-12-07T12:00");
        assertThat(world.mails()).hasSize(1);
        world.digest().outageUntil("2026-12-15T09:00");
        world.until("2026-12-20T12:00");
        assertThat(world.mails()).hasSize(1);
    }

    @Test
    void mailIsReadableAsHtmlToo() {
        world.links((host, week) ->
                List.of(new ReminderLinks.Link("Done <all>", URI.create("https://jenkins.example.org/a?b=1&c=%22"))));
        world.policy(new UpdatePolicy(
                Map.of(),
                Severity.IMPORTANT,
                Map.of(),
                List.of(new Hold(
                        new NamePattern("curl"),
                        Optional.empty(),
                        "<script>alert(1)</script>",
                        "david",
                        Optional.empty())),
                Duration.ofDays(7)));
        world.outputs.put("docker-01", apt(PATCH, "tar 1.34-1 1.34-2"));

        world.until("2026-11-30T12:00");

        assertThat(world.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.text())
                    .contains("Done <all>:\n  https://jenkins.example.org/a?b=1&c=%22\n")
                    .contains("david: <script>");
            assertThat(mail.html())
                    .contains(
                            "<h1>[docker-01] [on hold] updates: 1 this week; 1 on hold</h1>",
                            "<a href=\"https://jenkins.example.org/a?b=1&amp;c=%22\">Done &lt;all&gt;</a>",
                            "<td>tar</td><td>1.34-1 → 1.34-2</td><td>Debian:12.15/oldstable</td>",
                            "&lt;script&gt;alert(1)&lt;/script&gt;",
                            "<pre>apt-get update\napt-get install --only-upgrade tar</pre>")
                    .doesNotContain("<script>");
        });
    }

    @Test
    void machineOfTwoNamesIsOneHost() throws Exception {
        world.hosts("docker-01", "agent-1", "agent-2");
        world.outputs.put("docker-01", probe("docker-01", apt(PATCH)));
        world.outputs.put("agent-1", probe("docker-01", apt(PATCH)));
        world.outputs.put("agent-2", probe("other", apt(PATCH)));

        world.until("2026-11-30T12:00");

        assertThat(world.mails())
                .extracting(Mail::subject)
                .containsExactlyInAnyOrder("[docker-01] updates: 1 this week", "[agent-2] updates: 1 this week");
        HostStateRepository states = new HostStateRepository(world.store);
        assertThat(states.find("agent-1").orElseThrow().sameAs()).contains("docker-01");
        assertThat(states.find("agent-2").orElseThrow().sameAs()).isEmpty();
        assertThat(states.advice("agent-2").orElseThrow()).contains("\"package\":\"curl\"");

        // Gone from the settings, or moved to a machine of its own.
        world.outputs.put("agent-1", probe("agent-1", apt(PATCH)));
        world.look();
        assertThat(states.find("agent-1").orElseThrow().sameAs()).isEmpty();
    }

    private static String probe(String hostname, String apt) {
        String boundary = "0123456789abcdef";
        StringBuilder text = new StringBuilder("docker-event-watch host 1 " + boundary + "\n");
        Map.of("hostname", hostname + "\n", "machine-id", "4c4c4544\n", "apt-simulation", apt)
                .forEach((name, output) ->
                        text.append(boundary + " begin " + name + "\n" + output + "\n" + boundary + " end 0\n"));
        return text + boundary + " complete\n";
    }

    @Test
    void hostThatCannotBeReadIsTriedAgainBeforePeopleAreTold() {
        world.hosts("docker-01", "docker-02");
        world.outputs.put("docker-01", apt(PATCH));
        world.until("2026-11-30T07:59");
        // As agents are when Jenkins has just been started.
        world.outputs.put("docker-01", null);
        world.outputs.put("docker-02", null);
        world.until("2026-11-30T08:00");
        assertThat(world.mails()).isEmpty();

        world.outputs.put("docker-01", apt(PATCH));
        world.outageUntil("2026-11-30T09:00");
        world.look();

        assertThat(world.mails())
                .extracting(Mail::subject)
                .containsExactlyInAnyOrder(
                        "[docker-01] updates: 1 this week", "[docker-02] updates: unknown: ssh: no route to host");
    }

    @Test
    void linkCountsOnce() throws Exception {
        world.outputs.put("docker-01", apt(PATCH));
        world.until("2026-12-01T12:00");
        Instant now = world.clock.instant();
        LinkedAnswerRepository answers = new LinkedAnswerRepository(world.store);
        HostStateRepository states = new HostStateRepository(world.store);
        LinkedAnswerRepository.Use done =
                new LinkedAnswerRepository.Use("a", "docker-01", now.plus(Duration.ofDays(1)));
        LinkedAnswerRepository.Use snooze =
                new LinkedAnswerRepository.Use("b", "docker-01", now.plus(Duration.ofDays(1)));

        assertThat(answers.isUsed("a")).isFalse();
        assertThat(answers.done(done, "d".repeat(400), now)).isTrue();
        assertThat(answers.isUsed("a")).isTrue();
        assertThat(answers.done(done, "eve", now)).isFalse();
        assertThat(answers.snooze(snooze, LocalDate.parse("2026-12-20"), now)).isTrue();
        assertThat(answers.snooze(snooze, LocalDate.parse("2027-12-20"), now)).isFalse();

        HostState state = states.find("docker-01").orElseThrow();
        assertThat(state.answer().doneBy()).contains("d".repeat(300));
        assertThat(state.openSince()).isEmpty();
        assertThat(state.answer().snoozedUntil()).contains(LocalDate.parse("2026-12-20"));
    }

    @Test
    void knownBadVersionIsHeldUntilItsDay() {
        world.policy(new UpdatePolicy(
                Map.of(),
                Severity.IMPORTANT,
                Map.of(),
                List.of(new Hold(
                        new NamePattern("curl"),
                        Optional.empty(),
                        "breaks uploads",
                        "david",
                        Optional.of(LocalDate.parse("2026-12-08")))),
                Duration.ofDays(7)));
        world.outputs.put("docker-01", apt(PATCH));

        world.until("2026-12-13T12:00");
        assertThat(world.mails()).isEmpty();

        world.until("2026-12-14T12:00");
        assertThat(world.mails()).hasSize(1);
    }

    @Test
    void outageOfAWeekIsCaughtUpOnce() {
        world.outputs.put("docker-01", apt(PATCH));
        world.until("2026-12-05T12:00");
        assertThat(world.mails()).hasSize(1);

        world.outageUntil("2026-12-10T15:00");
        world.until("2026-12-13T12:00");

        assertThat(world.mails()).hasSize(2);
        assertThat(world.mails().get(1).at()).isEqualTo(LocalDateTime.parse("2026-12-10T15:00"));
        assertThat(world.mails().get(1).text())
                .startsWith("This reminder is late: it was due on Mon 7 Dec 2026 08:00, when no watch was running.\n")
                .doesNotContain("No reminder was sent");
        world.until("2026-12-14T12:00");
        assertThat(world.mails()).hasSize(3);
    }

    @Test
    void outageOfFiveWeeksIsOneMailThatSaysSo() {
        world.outputs.put("docker-01", apt(PATCH));
        world.until("2026-12-05T12:00");

        world.outageUntil("2027-01-08T15:00");
        world.until("2027-01-10T12:00");

        List<Mail> mails = world.mailsTo("ops");
        assertThat(mails).hasSize(2);
        assertThat(mails.get(1).text())
                .startsWith("This reminder is late: it was due on Mon 4 Jan 2027 08:00, when no watch was running.\n"
                        + "No reminder was sent in the 4 weeks before.\n");
        assertThat(mails.get(1).subject()).endsWith("not installed for 5 weeks");
        assertThat(world.mailsTo("boss")).hasSize(1);
        world.until("2027-01-11T12:00");
        assertThat(world.mailsTo("ops")).hasSize(3);
    }

    @Test
    void whatIsSeenDoneIsNotMissed() {
        world.outputs.put("docker-01", apt(PATCH));
        world.until("2026-12-08T12:00");
        world.outputs.put("docker-01", apt());
        world.until("2026-12-09T12:00");
        world.outputs.put("docker-01", apt(PATCH));
        world.until("2026-12-14T12:00");

        List<Mail> mails = world.mails();
        assertThat(mails.get(1).subject()).endsWith("not installed for 1 week");
        assertThat(mails.get(2).subject()).isEqualTo("[docker-01] updates: 1 this week");
        assertThat(mails.get(2).text()).contains("Last done: Tue 8 Dec 2026 12:00 (seen on the host)");
    }

    @Test
    void whatPeopleSayIsDoneCountsAndSnoozeHoldsTheWeeklyMailOnly() throws Exception {
        HostStateRepository states = new HostStateRepository(world.store);
        world.outputs.put("docker-01", apt(PATCH));
        world.until("2026-12-08T12:00");
        states.done("docker-01", "david", world.clock.instant());
        world.until("2026-12-14T12:00");
        assertThat(world.mails().get(2).subject()).doesNotContain("not installed");
        assertThat(world.mails().get(2).text()).contains("Last done: Tue 8 Dec 2026 12:00 (david)");

        states.snooze("docker-01", LocalDate.parse("2027-01-01"));
        world.until("2026-12-29T12:00");
        assertThat(world.mails()).hasSize(3);
        world.outputs.put("docker-01", apt(PATCH, HOTFIX));
        world.look();
        assertThat(world.mails()).hasSize(4);
        world.until("2027-01-04T12:00");
        assertThat(world.mailsTo("ops")).hasSize(5);
    }

    @Test
    void hostThatCannotBeReadIsNoHostWithNothingToDo() throws Exception {
        world.outputs.remove("docker-01");
        world.until("2026-12-01T12:00");

        assertThat(world.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("[docker-01] updates: unknown: ssh: no route to host");
            assertThat(mail.text()).contains("This does not mean that there is nothing to do.");
        });
        assertThat(new HostStateRepository(world.store)
                        .find("docker-01")
                        .orElseThrow()
                        .reading()
                        .failure())
                .contains("ssh: no route to host");
    }

    @Test
    void digestHasALineForEachHost() {
        world.hosts("docker-01", "docker-02", "docker-03").digest();
        world.outputs.put("docker-01", apt(PATCH));
        world.outputs.remove("docker-03");
        world.until("2026-12-01T12:00");

        assertThat(world.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("[updates] something to do on 2 of 3 hosts, 2026-W49");
            assertThat(mail.text()).startsWith("""
                docker-01: 1 this week
                docker-02: nothing to do now
                docker-03: unknown: ssh: no route to host

                ==== docker-01 ====
                """).doesNotContain("==== docker-02");
        });
        world.outputs.replaceAll((host, output) -> apt());
        world.outputs.put("docker-03", apt());
        world.until("2026-12-08T12:00");
        assertThat(world.mails().get(1).subject()).isEqualTo("[updates] nothing to do on 3 hosts, 2026-W50");
    }

    @Test
    void holidaysAreSkipped() {
        world.schedule("0 8 * * 1", Holidays.parse(List.of("2026-12-07")));
        world.outputs.put("docker-01", apt(PATCH));

        world.until("2026-12-15T12:00");

        assertThat(world.mails().stream().map(mail -> mail.at().toLocalDate().toString()))
                .containsExactly("2026-11-30", "2026-12-14");
        assertThat(world.mails().get(1).text()).doesNotContain("No reminder was sent", "is late");
    }

    @Test
    void clockThatJumpsBringsNoFlood() {
        world.outputs.put("docker-01", apt(PATCH, MINOR));
        world.until("2026-12-01T12:00");
        assertThat(world.mails()).hasSize(1);

        world.outageUntil("2027-06-01T12:00");
        world.look();
        world.look();
        assertThat(world.mailsTo("ops")).hasSize(2);
        world.outageUntil("2026-12-01T13:00");
        world.until("2026-12-06T12:00");
        assertThat(world.mailsTo("ops")).hasSize(2);

        world.until("2026-12-14T12:00");
        assertThat(world.mailsTo("ops")).hasSize(4);
        world.outageUntil("2026-10-01T12:00");
        world.look();
        assertThat(world.mailsTo("ops")).hasSize(4);
    }

    @Test
    void pendingUpdatesOfEachWeekAreRememberedForTheChart() throws Exception {
        world.outputs.put("docker-01", apt(PATCH, MINOR, HOTFIX));
        world.until("2026-12-12T12:00");

        assertThat(PendingWeekRepository.of(world.store, "docker-01"))
                .containsExactly(
                        new PendingWeek("2026-W48", 1, 1, 1, 0),
                        new PendingWeek("2026-W49", 1, 2, 0, 0),
                        new PendingWeek("2026-W50", 1, 2, 0, 0));
    }
}
