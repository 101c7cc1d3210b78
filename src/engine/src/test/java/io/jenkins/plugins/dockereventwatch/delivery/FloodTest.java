package io.jenkins.plugins.dockereventwatch.delivery;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.CRASH_LOOP_OVER;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.DIED;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.IN_CRASH_LOOP;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.RUNS_AGAIN;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.STILL_IN_CRASH_LOOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.ReceivedMail;
import io.jenkins.plugins.dockereventwatch.reminder.SettableClock;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRepository;
import io.jenkins.plugins.dockereventwatch.silence.SuppressedAlerts;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many mails bursts of alerts cause, with a clock that the tests move. */
class FloodTest {

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T08:00:00Z"));
    private Store store;
    private Delivery delivery;

    @BeforeEach
    void start() throws IOException {
        store = Store.open(new StateLocation.Memory());
        delivery = new Delivery(
                store,
                Map.of("n", Alerts.mail(server.getSmtp().getPort(), null)),
                clock,
                Alerts.QUICK,
                TransportTimeouts.DEFAULT);
        delivery.replacePolicies(NotificationPolicies.DEFAULT);
    }

    @AfterEach
    void stop() {
        delivery.close();
        store.close();
    }

    @Nested
    class CrashLoops {

        @Test
        void sendsThreeMailsForRestartingContainer() throws Exception {
            // As Docker restarts: after 100 ms, 200 ms, 400 ms … a minute.
            long pause = 100;
            int deaths = 0;
            for (long passed = 0; passed < Duration.ofMinutes(10).toMillis(); passed += pause) {
                pause = Math.min(Duration.ofMinutes(1).toMillis(), pause * 2);
                submit(died("mysql", "", false));
                deaths++;
                advance(Duration.ofMillis(pause));
            }
            advance(Duration.ofMinutes(3));
            advance(Duration.ofMinutes(3));

            assertThat(subjects())
                    .containsExactly(
                            "[docker-01] mysql " + DIED + " (mysql:8.4)",
                            "[docker-01] mysql " + IN_CRASH_LOOP + "3 deaths in 5 minutes",
                            subjects().get(2))
                    .last()
                    .asString()
                    .startsWith("[docker-01] mysql's " + CRASH_LOOP_OVER + deaths + " deaths from ")
                    .endsWith(", not started since");
            assertThat(attachedLines(2)).hasSize(deaths - 3);
        }

        @Test
        void sendsThreeMailsForSlowLoop() throws Exception {
            for (int i = 0; i < 10; i++) {
                submit(died("mysql", "", false));
                advance(Duration.ofMinutes(1));
            }
            advance(Duration.ofMinutes(5));

            assertThat(subjects()).hasSize(3);
            assertThat(subjects().get(2)).contains(CRASH_LOOP_OVER + "10 deaths");
        }

        @Test
        void remindsOfLoopAfterHours() throws Exception {
            for (int i = 0; i < 300; i++) {
                submit(died("mysql", "", false));
                advance(Duration.ofMinutes(1));
            }

            assertThat(subjects()).hasSize(3);
            assertThat(subjects().get(2)).contains("mysql " + STILL_IN_CRASH_LOOP + "243 deaths since");
        }
    }

    @Nested
    class GroupedDeaths {

        @Test
        void sendsOneMailForComposeDown() throws Exception {
            for (int i = 1; i <= 40; i++) {
                submit(died("web-" + i, "phone-book", true));
                advance(Duration.ofMillis(400));
            }
            advance(Duration.ofSeconds(30));
            advance(Duration.ofMinutes(10));

            assertThat(subjects()).containsExactly("[docker-01] web-1 " + DIED + ", and 39 more");
            assertThat(attachedLines(0))
                    .hasSize(40)
                    .allMatch(line -> line.startsWith("{") && line.contains("phone-book"));
        }

        @Test
        void groupsDeathsAfterFirst() throws Exception {
            submit(died("mysql", "phone-book", false));
            assertThat(subjects()).hasSize(1);
            submit(died("web", "phone-book", false));
            submit(died("proxy", "phone-book", false));
            submit(died("other", "another-project", false));
            assertThat(subjects()).hasSize(2).last().asString().contains("other died");

            advance(Duration.ofSeconds(11));

            assertThat(subjects()).hasSize(3).last().asString().contains("web " + DIED + ", and 1 more");
        }

        @Test
        void unplannedDeathSendsPlannedStops() throws Exception {
            submit(died("web", "phone-book", true));
            assertThat(subjects()).isEmpty();

            submit(died("mysql", "phone-book", false));

            assertThat(subjects()).containsExactly("[docker-01] web " + DIED + ", and 1 more");
        }

        @Test
        void summarizesThousandsOfDeaths() throws Exception {
            submit(died("c", "phone-book", false));
            for (int i = 0; i < 3000; i++) {
                delivery.submit(died("c" + i, "phone-book", false));
            }
            awaitSettled();
            advance(Duration.ofSeconds(31));

            assertThat(subjects()).hasSize(2).last().asString().contains("and 2999 more");
            assertThat(attachedLines(1)).hasSize(1000);
        }
    }

    @Nested
    class SilencedAlerts {

        @Test
        void recordsSilencedAlertWithoutSending() throws Exception {
            SilenceRepository silences = new SilenceRepository(store, clock);
            Instant ends = clock.instant().plus(Duration.ofHours(1));
            long id = silences.add(new Silence(
                    0,
                    List.of(fieldEquals("Actor.Attributes.name", "mysql"), fieldEquals("dockerHostLabel", "docker-01")),
                    clock.instant(),
                    ends,
                    "moved to another disk",
                    "david"));
            delivery.tick();

            Alert silenced = died("mysql", "", false);
            Alert sent = died("web", "", false);
            submit(silenced);
            submit(sent);

            assertThat(subjects()).singleElement().asString().contains("web died");
            assertThat(recorded()).isEqualTo(2);
            SuppressedAlerts.Occurrence occurrence = new SuppressedAlerts.Occurrence(
                    silenced.hostLabel(), silenced.event().key());
            assertThat(new SuppressedAlerts(store)
                            .of(List.of(
                                    occurrence,
                                    new SuppressedAlerts.Occurrence(
                                            sent.hostLabel(), sent.event().key()),
                                    new SuppressedAlerts.Occurrence(
                                            "docker-02", silenced.event().key()))))
                    .containsOnlyKeys(occurrence)
                    .containsEntry(
                            occurrence,
                            List.of(new AlertRepository.Suppressed(
                                    silenced.notifier(),
                                    "silenced until " + ends + " by david: moved to another disk")));
            assertThat(silences.list())
                    .singleElement()
                    .satisfies(silence -> assertThat(silence.author()).isEqualTo("david"));

            assertThat(silences.end(id)).isTrue();
            assertThat(silences.end(id)).isFalse();
            delivery.tick();
            submit(died("mysql", "", false));
            assertThat(subjects()).hasSize(2).last().asString().contains("mysql died");
        }

        @Test
        void recurringSilenceAppliesAtItsTimes() throws Exception {
            delivery.replacePolicies(new NotificationPolicies(
                    NotificationPolicy.EACH,
                    Map.of(),
                    List.of(new RecurringSilence(
                            List.of(fieldEquals("Actor.Attributes.name", "backup")),
                            Set.of(DayOfWeek.TUESDAY),
                            LocalTime.of(22, 0),
                            LocalTime.of(2, 0),
                            ZoneOffset.UTC,
                            "nightly backup"))));
            clock.set(Instant.parse("2026-11-24T21:59:59Z"));
            submit(died("backup", "", false));
            clock.set(Instant.parse("2026-11-24T22:00:00Z"));
            submit(died("backup", "", false));
            submit(died("web", "", false));
            clock.set(Instant.parse("2026-11-25T01:59:59Z"));
            submit(died("backup", "", false));
            clock.set(Instant.parse("2026-11-25T02:00:00Z"));
            submit(died("backup", "", false));
            clock.set(Instant.parse("2026-11-25T22:00:00Z"));
            submit(died("backup", "", false));

            assertThat(subjects())
                    .hasSize(4)
                    .filteredOn(subject -> subject.contains("web"))
                    .hasSize(1);
        }
    }

    @Nested
    class Restarts {

        @Test
        void sendsResolvedInSameThread() throws Exception {
            delivery.replacePolicies(new NotificationPolicies(
                    new NotificationPolicy(Optional.empty(), Optional.empty(), Optional.empty(), true),
                    Map.of(),
                    List.of()));
            submit(died("mysql", "", false));

            onEvent(containerEvent("start", "mysql"));
            advance(Duration.ofSeconds(20));
            submit(died("mysql", "", false));
            onEvent(containerEvent("die", "mysql"));
            onEvent(containerEvent("start", "mysql"));
            advance(Duration.ofSeconds(29));
            assertThat(subjects()).hasSize(2);
            advance(Duration.ofSeconds(2));
            advance(Duration.ofMinutes(5));

            assertThat(subjects()).hasSize(3).last().isEqualTo("[docker-01] mysql" + RUNS_AGAIN);
            assertThat(server.getReceivedMessages()[2].getHeader("References"))
                    .isEqualTo(server.getReceivedMessages()[0].getHeader("References"));
            assertThat(server.getReceivedMessages()[2].getMessageID())
                    .isNotEqualTo(server.getReceivedMessages()[0].getMessageID());
        }

        @Test
        void suppressesDeathBeforeRestart() throws Exception {
            useGracePeriod(new RestartGracePeriod(Duration.ofSeconds(30), false));
            submit(died("comes-back", "", false));
            submit(died("stays-away", "", false));
            onEvent(containerEvent("start", "comes-back"));
            assertThat(subjects()).isEmpty();

            advance(Duration.ofSeconds(31));

            assertThat(subjects()).singleElement().asString().contains("stays-away died");
        }

        @Test
        void sendsDeathOnlyAfterRestart() throws Exception {
            useGracePeriod(new RestartGracePeriod(Duration.ofSeconds(30), true));
            submit(died("comes-back", "", false));
            submit(died("stays-away", "", false));
            onEvent(containerEvent("start", "comes-back"));
            advance(Duration.ofSeconds(31));
            onEvent(containerEvent("start", "stays-away"));

            assertThat(subjects()).singleElement().asString().contains("comes-back died");
        }

        private void useGracePeriod(RestartGracePeriod period) {
            delivery.replacePolicies(new NotificationPolicies(
                    new NotificationPolicy(Optional.empty(), Optional.empty(), Optional.of(period), false),
                    Map.of(),
                    List.of()));
        }
    }

    private Alert died(String name, String project, boolean planned) {
        return Alerts.alert(event("die", name, project).withPlanned(planned));
    }

    private DockerEvent containerEvent(String action, String name) {
        return event(action, name, "");
    }

    private DockerEvent event(String action, String name, String project) {
        clock.move(Duration.ofNanos(1000));
        Instant now = clock.instant();
        return Events.of(
                """
                {"Type":"container","Action":"%s","Actor":{"ID":"id-%2$s","Attributes":{"name":"%2$s",
                "image":"mysql:8.4","exitCode":"1","com.docker.compose.project":"%3$s"}},"timeNano":%4$d}""".formatted(action, name, project, TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano()));
    }

    private static Condition fieldEquals(String field, String value) {
        return new Condition(new FieldPath(field), Condition.Operator.EQUALS, Condition.Quantifier.ANY, List.of(value));
    }

    private void submit(Alert alert) throws Exception {
        delivery.submit(alert);
        awaitSettled();
    }

    private void onEvent(DockerEvent event) throws Exception {
        delivery.cursor("docker-01").onEvent(event);
        awaitSettled();
    }

    private void advance(Duration time) throws Exception {
        clock.move(time);
        delivery.tick();
        awaitSettled();
    }

    private void awaitSettled() {
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(2)).until(() -> delivery.isSettled());
    }

    private long recorded() throws IOException {
        return store.transaction(sql -> sql.of("select count(*) from alert").count());
    }

    private List<String> subjects() {
        return ReceivedMail.subjects(server);
    }

    private List<String> attachedLines(int mail) throws Exception {
        BodyPart file = ((MimeMultipart) server.getReceivedMessages()[mail].getContent()).getBodyPart(1);
        assertThat(file.getFileName()).isEqualTo("events.ndjson");
        return new String(file.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
