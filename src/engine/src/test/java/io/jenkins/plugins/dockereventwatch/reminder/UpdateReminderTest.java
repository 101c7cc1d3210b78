package io.jenkins.plugins.dockereventwatch.reminder;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.APT_INSTALL;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.ONE_UPDATE;
import static io.jenkins.plugins.dockereventwatch.reminder.Simulation.apt;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.reminder.Simulation.Mail;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.advice.Hold;
import io.jenkins.plugins.dockereventwatch.update.advice.NamePattern;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What reminders contain and which updates they name, with a simulated clock. */
class UpdateReminderTest {

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

    @Test
    void mailHasTextAndEscapedHtml() {
        simulation.links((host, week) ->
                List.of(new ReminderLinks.Link("Done <all>", URI.create("https://jenkins.example.org/a?b=1&c=%22"))));
        simulation.policy(new UpdatePolicy(
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
        simulation.outputs.put("docker-01", apt(Simulation.PATCH, "tar 1.34-1 1.34-2"));

        simulation.until("2026-11-30T12:00");

        assertThat(simulation.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.text())
                    .contains("Done <all>:\n  https://jenkins.example.org/a?b=1&c=%22\n")
                    .contains("david: <script>");
            assertThat(mail.html())
                    .contains(
                            "<h1>[docker-01] [on hold] " + ONE_UPDATE + "; 1 on hold</h1>",
                            "<a href=\"https://jenkins.example.org/a?b=1&amp;c=%22\">Done &lt;all&gt;</a>",
                            "<td>tar</td><td>1.34-1 → 1.34-2</td><td>Debian:12.15/oldstable</td>",
                            "&lt;script&gt;alert(1)&lt;/script&gt;",
                            "<pre>apt-get update\n" + APT_INSTALL + "tar</pre>")
                    .doesNotContain("<script>");
        });
    }

    @Nested
    class Hotfixes {

        @Test
        void sendsHotfixImmediatelyAndOnce() {
            simulation.until("2026-12-02T03:00");
            simulation.outputs.put("docker-01", apt(Simulation.HOTFIX, Simulation.PATCH));
            simulation.checkAndSend();

            assertThat(simulation.mails()).singleElement().satisfies(mail -> {
                assertThat(mail.at()).isEqualTo(LocalDateTime.parse("2026-12-02T03:00"));
                assertThat(mail.subject()).isEqualTo("[docker-01] [HOTFIX now] 1 hotfix: libssl3");
                assertThat(mail.text()).startsWith("Install now").contains("libssl3 3.0.19-1 → 3.0.22-1");
            });

            simulation.until("2026-12-06T23:00");
            assertThat(simulation.mails()).hasSize(1);
            simulation.outputs.put(
                    "docker-01", apt(Simulation.HOTFIX, Simulation.PATCH, "libtiff6 4.5.0-6 4.5.0-7 security"));
            simulation.checkAndSend();
            assertThat(simulation.mails()).hasSize(2);
            assertThat(simulation.mails().get(1).subject()).endsWith("1 hotfix: libtiff6");

            simulation.until("2026-12-07T20:00");
            assertThat(simulation.mails()).hasSize(3);
            assertThat(simulation.mails().get(2).subject())
                    .isEqualTo("[docker-01] [HOTFIX now] updates: 2 hotfixes now; 1 this week");
        }

        @Test
        void doesNotRepeatHotfixOfReminder() {
            simulation.until("2026-12-07T07:59");
            simulation.outputs.put("docker-01", apt(Simulation.HOTFIX));
            simulation.outageUntil("2026-12-07T08:00");

            simulation.until("2026-12-12T12:00");

            assertThat(simulation.mails()).hasSize(1);
            assertThat(simulation.mails().get(0).subject()).contains("updates: 1 hotfix now");
        }
    }

    @Nested
    class WaitingUpdates {

        @Test
        void newerVersionRestartsWaitingTime() {
            simulation.outputs.put("docker-01", apt(Simulation.MINOR));
            simulation.until("2026-11-30T12:00");
            assertThat(simulation.mails()).isEmpty();

            simulation.outputs.put("docker-01", apt("systemd 252.38-1 252.40-1"));
            simulation.until("2026-12-06T12:00");
            assertThat(simulation.mails()).isEmpty();

            simulation.until("2026-12-07T12:00");
            assertThat(simulation.mails())
                    .singleElement()
                    .satisfies(
                            mail -> assertThat(mail.text()).contains("minor update: waited 7 days since 2026-11-30"));
        }

        @Test
        void holdsVersionUntilDate() {
            simulation.policy(new UpdatePolicy(
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
            simulation.outputs.put("docker-01", apt(Simulation.PATCH));

            simulation.until("2026-12-13T12:00");
            assertThat(simulation.mails()).isEmpty();

            simulation.until("2026-12-14T12:00");
            assertThat(simulation.mails()).hasSize(1);
        }
    }

    @Nested
    class Answers {

        @Test
        void acceptsLinkOnce() throws Exception {
            simulation.outputs.put("docker-01", apt(Simulation.PATCH));
            simulation.until("2026-12-01T12:00");
            Instant now = simulation.clock.instant();
            LinkedAnswerRepository answers = new LinkedAnswerRepository(simulation.store);
            HostStateRepository states = new HostStateRepository(simulation.store);
            LinkedAnswerRepository.Use done =
                    new LinkedAnswerRepository.Use("a", "docker-01", now.plus(Duration.ofDays(1)));
            LinkedAnswerRepository.Use snooze =
                    new LinkedAnswerRepository.Use("b", "docker-01", now.plus(Duration.ofDays(1)));

            assertThat(answers.isUsed("a")).isFalse();
            assertThat(answers.done(done, "d".repeat(400), now)).isTrue();
            assertThat(answers.isUsed("a")).isTrue();
            assertThat(answers.done(done, "eve", now)).isFalse();
            assertThat(answers.snooze(snooze, LocalDate.parse("2026-12-20"), now))
                    .isTrue();
            assertThat(answers.snooze(snooze, LocalDate.parse("2027-12-20"), now))
                    .isFalse();

            HostState state = states.find("docker-01").orElseThrow();
            assertThat(state.answer().doneBy()).contains("d".repeat(300));
            assertThat(state.openSince()).isEmpty();
            assertThat(state.answer().snoozedUntil()).contains(LocalDate.parse("2026-12-20"));
        }

        @Test
        void recognizesInstalledUpdates() {
            simulation.outputs.put("docker-01", apt(Simulation.PATCH));
            simulation.until("2026-12-08T12:00");
            simulation.outputs.put("docker-01", apt());
            simulation.until("2026-12-09T12:00");
            simulation.outputs.put("docker-01", apt(Simulation.PATCH));
            simulation.until("2026-12-14T12:00");

            List<Mail> mails = simulation.mails();
            assertThat(mails.get(1).subject()).endsWith("not installed for 1 week");
            assertThat(mails.get(2).subject()).isEqualTo("[docker-01] " + ONE_UPDATE);
            assertThat(mails.get(2).text()).contains("Last done: Tue 8 Dec 2026 12:00 (seen on the host)");
        }

        @Test
        void doneAndSnoozeAffectWeeklyMail() throws Exception {
            HostStateRepository states = new HostStateRepository(simulation.store);
            simulation.outputs.put("docker-01", apt(Simulation.PATCH));
            simulation.until("2026-12-08T12:00");
            states.done("docker-01", "david", simulation.clock.instant());
            simulation.until("2026-12-14T12:00");
            assertThat(simulation.mails().get(2).subject()).doesNotContain("not installed");
            assertThat(simulation.mails().get(2).text()).contains("Last done: Tue 8 Dec 2026 12:00 (david)");

            states.snooze("docker-01", LocalDate.parse("2027-01-01"));
            simulation.until("2026-12-29T12:00");
            assertThat(simulation.mails()).hasSize(3);
            simulation.outputs.put("docker-01", apt(Simulation.PATCH, Simulation.HOTFIX));
            simulation.checkAndSend();
            assertThat(simulation.mails()).hasSize(4);
            simulation.until("2027-01-04T12:00");
            assertThat(simulation.mailsTo("ops")).hasSize(5);
        }
    }

    @Nested
    class SeveralHosts {

        @Test
        void digestListsEachHost() {
            simulation.hosts("docker-01", "docker-02", "docker-03").digest();
            simulation.outputs.put("docker-01", apt(Simulation.PATCH));
            simulation.outputs.remove("docker-03");
            simulation.until("2026-12-01T12:00");

            assertThat(simulation.mails()).singleElement().satisfies(mail -> {
                assertThat(mail.subject()).isEqualTo("[updates] something to do on 2 of 3 hosts, 2026-W49");
                assertThat(mail.text()).startsWith("""
                    docker-01: 1 this week
                    docker-02: nothing to do now
                    docker-03: unknown: ssh: no route to host

                    ==== docker-01 ====
                    """).doesNotContain("==== docker-02");
            });
            simulation.outputs.replaceAll((host, output) -> apt());
            simulation.outputs.put("docker-03", apt());
            simulation.until("2026-12-08T12:00");
            assertThat(simulation.mails().get(1).subject()).isEqualTo("[updates] nothing to do on 3 hosts, 2026-W50");
        }

        @Test
        void sendsMachineOfTwoNamesOnce() throws Exception {
            simulation.hosts("docker-01", "agent-1", "agent-2");
            simulation.outputs.put("docker-01", probe("docker-01", apt(Simulation.PATCH)));
            simulation.outputs.put("agent-1", probe("docker-01", apt(Simulation.PATCH)));
            simulation.outputs.put("agent-2", probe("other", apt(Simulation.PATCH)));

            simulation.until("2026-11-30T12:00");

            assertThat(simulation.mails())
                    .extracting(Mail::subject)
                    .containsExactlyInAnyOrder("[docker-01] " + ONE_UPDATE, "[agent-2] " + ONE_UPDATE);
            HostStateRepository states = new HostStateRepository(simulation.store);
            assertThat(states.find("agent-1").orElseThrow().sameAs()).contains("docker-01");
            assertThat(states.find("agent-2").orElseThrow().sameAs()).isEmpty();
            assertThat(states.advice("agent-2").orElseThrow()).contains("\"package\":\"curl\"");

            // Gone from the settings, or moved to a machine of its own.
            simulation.outputs.put("agent-1", probe("agent-1", apt(Simulation.PATCH)));
            simulation.checkAndSend();
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
    }

    @Nested
    class UnreadableHosts {

        @Test
        void retriesUnreadableHostBeforeReporting() {
            simulation.hosts("docker-01", "docker-02");
            simulation.outputs.put("docker-01", apt(Simulation.PATCH));
            simulation.until("2026-11-30T07:59");
            // As agents are when Jenkins has just been started.
            simulation.outputs.put("docker-01", null);
            simulation.outputs.put("docker-02", null);
            simulation.until("2026-11-30T08:00");
            assertThat(simulation.mails()).isEmpty();

            simulation.outputs.put("docker-01", apt(Simulation.PATCH));
            simulation.outageUntil("2026-11-30T09:00");
            simulation.checkAndSend();

            assertThat(simulation.mails())
                    .extracting(Mail::subject)
                    .containsExactlyInAnyOrder(
                            "[docker-01] " + ONE_UPDATE, "[docker-02] updates: unknown: ssh: no route to host");
        }

        @Test
        void reportsUnreadableHostAsUnknown() throws Exception {
            simulation.outputs.remove("docker-01");
            simulation.until("2026-12-01T12:00");

            assertThat(simulation.mails()).singleElement().satisfies(mail -> {
                assertThat(mail.subject()).isEqualTo("[docker-01] updates: unknown: ssh: no route to host");
                assertThat(mail.text()).contains("This does not mean that there is nothing to do.");
            });
            assertThat(new HostStateRepository(simulation.store)
                            .find("docker-01")
                            .orElseThrow()
                            .reading()
                            .failure())
                    .contains("ssh: no route to host");
        }
    }
}
