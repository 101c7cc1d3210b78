package io.jenkins.plugins.dockereventwatch.delivery;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.CRASH_LOOP_OVER;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.DIED;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.IN_CRASH_LOOP;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.RUNS_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.ActiveHours;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.schedule.WeeklyPeriod;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import io.jenkins.plugins.dockereventwatch.watch.PlannedDeaths;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeliveryReplayTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T08:00:00Z");

    private final List<ReplayedMessage> messages = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final DeliveryReplay.Receiver receiver = new DeliveryReplay.Receiver() {
        @Override
        public void message(ReplayedMessage message) {
            messages.add(message);
        }

        @Override
        public void failed(String notifier, DeliveryException why) {
            failures.add(notifier + ": " + why.getMessage());
        }
    };
    private DeliveryReplay replay = replay(NotificationPolicies.DEFAULT);
    private Duration passed = Duration.ZERO;

    @AfterEach
    void close() {
        replay.close();
    }

    @Nested
    class MessageGroups {

        @Test
        void sendsStartAndEndOfCrashLoops() throws Exception {
            for (int i = 0; i < 10; i++) {
                died("mysql", "");
                passed = passed.plusMinutes(1);
            }
            replay.finish();

            assertThat(sent())
                    .containsExactly(
                            "PT0S 1 mysql " + DIED + " (mysql:8.4)",
                            "PT2M 2 mysql " + IN_CRASH_LOOP + "3 deaths in 5 minutes",
                            "PT14M 7 mysql's " + CRASH_LOOP_OVER + "10 deaths from 24 Nov 08:00:00"
                                    + " to 08:09:00 +00:00, not started since");
        }

        @Test
        void groupsDeathsAfterFirst() throws Exception {
            died("mysql", "phone-book");
            for (int i = 0; i < 40; i++) {
                passed = passed.plusMillis(100);
                died("web-" + i, "phone-book");
            }
            died("other", "another");
            replay.finish();

            assertThat(sent())
                    .containsExactly(
                            "PT0S 1 mysql " + DIED + " (mysql:8.4)",
                            "PT4S 1 other " + DIED + " (mysql:8.4)",
                            "PT10S 40 web-0 " + DIED + ", and 39 more");
            assertThat(messages.get(2).alerts()).hasSize(40);
            assertThat(messages.get(2).rules()).containsExactly("a rule");
        }

        @Test
        void sendsEachAlertWithoutGroups() throws Exception {
            replay = replay(NotificationPolicies.EACH);
            died("mysql", "phone-book");
            died("web", "phone-book");
            died("web", "phone-book");
            replay.finish();

            assertThat(sent())
                    .containsExactly(
                            "PT0S 1 mysql " + DIED + " (mysql:8.4)",
                            "PT0S 1 web " + DIED + " (mysql:8.4)",
                            "PT0S 1 web " + DIED + " (mysql:8.4)");
        }
    }

    @Nested
    class Suppression {

        @Test
        void appliesSilencesAtTheTimesOfEvents() throws Exception {
            Condition mysql = new Condition(
                    new FieldPath("Actor.Attributes.name"),
                    Condition.Operator.EQUALS,
                    Condition.Quantifier.ANY,
                    List.of("mysql"));
            replay = replay(new NotificationPolicies(
                    NotificationPolicy.EACH,
                    Map.of(),
                    List.of(new RecurringSilence(
                            List.of(mysql),
                            EnumSet.allOf(DayOfWeek.class),
                            LocalTime.of(8, 0),
                            LocalTime.of(9, 0),
                            ZoneOffset.UTC,
                            "backup"))));
            died("mysql", "");
            passed = Duration.ofHours(1);
            died("mysql", "");
            replay.finish();

            assertThat(sent()).containsExactly("PT1H 1 mysql " + DIED + " (mysql:8.4)");
            assertThat(replay.suppressed()).isEqualTo(1);
        }

        @Test
        void waitsForRestartsAndSendsResolved() throws Exception {
            replay = replay(new NotificationPolicies(
                    new NotificationPolicy(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new RestartGracePeriod(Duration.ofSeconds(30), false)),
                            true),
                    Map.of(),
                    List.of()));
            died("comes-back", "");
            died("stays-away", "");
            passed = Duration.ofSeconds(5);
            happened("start", "comes-back", "");
            passed = Duration.ofSeconds(60);
            happened("health_status: healthy", "stays-away", "");
            replay.finish();

            assertThat(sent())
                    .containsExactly("PT30S 1 stays-away " + DIED + " (mysql:8.4)", "PT3M 1 stays-away" + RUNS_AGAIN);
            assertThat(replay.suppressed()).isEqualTo(1);
        }

        @Test
        void waitsUntilTheConditionHasLasted() throws Exception {
            replay = replay(new NotificationPolicies(
                    NotificationPolicy.EACH.withPersistFor(Optional.of(Duration.ofMinutes(5))), Map.of(), List.of()));
            take(event("health_status: unhealthy", "recovers", ""));
            take(event("health_status: unhealthy", "stays-unhealthy", ""));
            passed = Duration.ofMinutes(2);
            happened("health_status: healthy", "recovers", "");
            replay.finish();

            assertThat(sent()).singleElement().asString().startsWith("PT5M 1 stays-unhealthy ");
            assertThat(replay.suppressed()).isEqualTo(1);
        }

        @Test
        void ignoresDuplicates() throws Exception {
            DockerEvent event = event("die", "mysql", "");
            take(event);
            take(event);
            replay.finish();

            assertThat(sent()).hasSize(1);
            assertThat(replay.duplicates()).isEqualTo(1);
        }
    }

    @Nested
    class EventTimes {

        @Test
        void sendsBetweenEvents() throws Exception {
            died("mysql", "phone-book");
            died("web", "phone-book");
            passed = Duration.ofDays(3);
            died("late", "another");

            assertThat(sent())
                    .containsExactly("PT0S 1 mysql " + DIED + " (mysql:8.4)", "PT10S 1 web " + DIED + " (mysql:8.4)");
        }

        @Test
        void timeNeverGoesBack() throws Exception {
            passed = Duration.ofHours(1);
            died("mysql", "");
            passed = Duration.ZERO;
            died("older", "");
            replay.finish();

            assertThat(sent())
                    .containsExactly("PT1H 1 mysql " + DIED + " (mysql:8.4)", "PT1H 1 older " + DIED + " (mysql:8.4)");
        }

        @Test
        void acceptsExtremeTimes() throws Exception {
            for (String time : List.of("-5", "0", "9223372036854775807", "5", "9223372036854775806")) {
                take(Events.of("{\"Type\":\"container\",\"Action\":\"die\",\"timeNano\":" + time
                        + ",\"Actor\":{\"ID\":\"at" + time + "\"}}"));
            }
            replay.finish();

            assertThat(messages.stream().mapToLong(ReplayedMessage::total).sum())
                    .isEqualTo(5);
        }
    }

    @Nested
    class HoursOfNotifiers {

        private static final WeeklyPeriod OFFICE = new WeeklyPeriod(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(8, 0), LocalTime.of(18, 0));

        @Test
        void applyAtTheTimesOfEvents() throws Exception {
            replay = replay(new NotificationPolicies(
                    NotificationPolicy.EACH,
                    Map.of(),
                    List.of(),
                    Map.of("n", new ActiveHours(List.of(OFFICE), ZoneOffset.UTC, Optional.empty()))));
            died("day", "");
            passed = Duration.ofHours(11);
            died("evening", "");
            passed = Duration.ofDays(3).plusHours(12);
            died("friday", "");
            died("friday2", "");
            passed = Duration.ofDays(5);
            died("sunday", "");
            replay.finish();

            assertThat(sent())
                    .containsExactly(
                            "PT0S 1 day " + DIED + " (mysql:8.4)",
                            "PT24H 1 evening " + DIED + " (mysql:8.4)",
                            "PT144H 3 3 messages in one: they waited for the active hours");
        }
    }

    @Nested
    class RecordedStops {

        @Test
        void composeDownIsOneMailThatWaits() throws Exception {
            PlannedDeaths deaths = new PlannedDeaths();
            for (DockerEvent event : Events.recorded("compose-down.ndjson")) {
                for (DockerEvent ready : deaths.accept(event, PlannedDeaths.ContainerReader.NONE)) {
                    if (ready.action().equals("die")) {
                        take(ready);
                    }
                }
            }
            replay.finish();

            assertThat(messages).singleElement().satisfies(message -> {
                assertThat(message.total()).isEqualTo(3);
                DockerEvent first = message.alerts().get(0).event();
                assertThat(message.time()).isEqualTo(first.time().plusSeconds(10));
            });
        }
    }

    @Nested
    class LimitsAndFailures {

        @Test
        void sendsEarlyBeyondTheMemoryLimit() throws Exception {
            for (int i = 0; i < 13_000; i++) {
                died("c" + i, "phone-book");
            }
            replay.finish();

            assertThat(replay.isSentEarly()).isTrue();
            assertThat(messages).hasSize(3);
            assertThat(messages.stream().mapToLong(ReplayedMessage::total)).contains(1L);
            assertThat(messages.stream().mapToLong(ReplayedMessage::total).sum())
                    .isEqualTo(13_000);
            assertThat(messages.get(1).alerts()).hasSize(1000);
        }

        @Test
        void reportsMessagesThatCannotBeComposed() throws Exception {
            replay = new DeliveryReplay(
                    "docker-01",
                    Map.of(
                            "n",
                            new WebhookNotifier(
                                    "n",
                                    new Secret("http://127.0.0.1:1/"),
                                    new WebhookNotifier.Encoding.Json(),
                                    RateLimit.OFF,
                                    Alerts.template("no JSON"))),
                    NotificationPolicies.DEFAULT,
                    Alerts.CLOCK,
                    receiver);
            died("mysql", "");
            replay.finish();

            assertThat(messages).isEmpty();
            assertThat(failures).singleElement().asString().startsWith("n: the template of notifier 'n' ");
        }
    }

    private DeliveryReplay replay(NotificationPolicies policies) {
        return new DeliveryReplay("docker-01", Map.of("n", Alerts.mail(1, null)), policies, Alerts.CLOCK, receiver);
    }

    private List<String> sent() {
        return messages.stream()
                .map(message -> Duration.between(BEGIN, message.time()) + " " + message.total() + " "
                        + message.message().subject().orElseThrow().replace("[docker-01] ", ""))
                .toList();
    }

    private void died(String name, String project) throws IOException {
        take(event("die", name, project).withPlanned(false));
    }

    private void take(DockerEvent event) throws IOException {
        replay.reached(event);
        replay.submit(Alerts.alert(event));
        replay.onEvent(event);
    }

    private void happened(String action, String name, String project) throws IOException {
        DockerEvent event = event(action, name, project);
        replay.reached(event);
        replay.onEvent(event);
    }

    private DockerEvent event(String action, String name, String project) {
        passed = passed.plusNanos(1);
        Instant now = BEGIN.plus(passed);
        return Events.of(
                """
                {"Type":"container","Action":"%s","Actor":{"ID":"id-%2$s","Attributes":{"name":"%2$s",
                "image":"mysql:8.4","exitCode":"1","com.docker.compose.project":"%3$s"}},"timeNano":%4$d}""".formatted(action, name, project, TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano()));
    }
}
