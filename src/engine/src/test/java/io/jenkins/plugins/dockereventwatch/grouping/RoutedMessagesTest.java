package io.jenkins.plugins.dockereventwatch.grouping;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.CRASH_LOOP_OVER;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.IN_CRASH_LOOP;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.RUNS_AGAIN;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.STILL_IN_CRASH_LOOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.message.MailSubject;
import io.jenkins.plugins.dockereventwatch.outbox.Counter;
import io.jenkins.plugins.dockereventwatch.outbox.CounterRepository;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Queue;
import io.jenkins.plugins.dockereventwatch.outbox.Outbox;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxEntry;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.reminder.SettableClock;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRepository;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which messages result from alerts, and when. */
class RoutedMessagesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration DELAY = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration STABLE = Duration.ofMinutes(2);
    private static final Duration REPEAT = Duration.ofHours(4);

    private final SettableClock clock = new SettableClock(BEGIN);
    private Store store;
    private Outbox outbox;

    @BeforeEach
    void open() throws StoreException {
        store = Store.open(new StateLocation.Memory());
        use(Optional.of(new Grouping(List.of(), DELAY, INTERVAL, REPEAT)), Optional.empty(), Optional.empty(), false);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void use(
            Optional<Grouping> grouping,
            Optional<CrashLoopLimit> crashLoop,
            Optional<RestartGracePeriod> hold,
            boolean resolved) {
        NotificationPolicy policy = new NotificationPolicy(grouping, crashLoop, hold, resolved);
        outbox =
                new Outbox(store, clock, new AlertRouterFactory(new NotificationPolicies(policy, Map.of(), List.of())));
    }

    private void groupBy(String... fields) {
        use(
                Optional.of(new Grouping(List.of(fields), DELAY, INTERVAL, REPEAT)),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private DockerEvent event(String action, String name) {
        Instant now = clock.instant();
        return Events.of("""
                {"Type":"container","Action":"%s","Actor":{"ID":"id-%2$s","Attributes":{"name":"%2$s",
                "image":"mysql:8.4","exitCode":"1"}},"timeNano":%3$d}""".formatted(action, name, TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano()));
    }

    private void record(DockerEvent event) throws StoreException {
        Alert alert = Alerts.alert(event);
        outbox.record(
                List.of(new OutboxEntry.NewAlert(alert), new OutboxEntry.ContainerEvent("docker-01", event)), Map.of());
    }

    private void dies(String name) throws StoreException {
        record(event("die", name).withPlanned(false));
    }

    /** A death that was intended, so that its alert is not urgent. */
    private void stops(String name) throws StoreException {
        record(event("die", name).withPlanned(true));
    }

    private void happens(String action, String name) throws StoreException {
        outbox.record(List.of(new OutboxEntry.ContainerEvent("docker-01", event(action, name))), Map.of());
    }

    /** Sends what is due, and returns the number of alerts of each message, after the subject of other messages. */
    private List<String> sent() throws StoreException {
        outbox.sendDue();
        Queue queue = new Queue(store, "watcher", clock);
        List<String> sent = new ArrayList<>();
        for (PendingMessage message : queue.claim("n", 20)) {
            queue.begin(message);
            queue.sent(message, "n");
            boolean alerts = message.entry().kind() == PendingMessage.Kind.ALERT;
            String subject = MailSubject.of(message, ZoneOffset.UTC).replace("[docker-01] ", "");
            sent.add((alerts ? "" : subject) + message.total());
        }
        return sent;
    }

    private long suppressed() throws StoreException {
        return store.transaction(sql -> new CounterRepository(sql).read()).of(Counter.SUPPRESSED, "docker-01");
    }

    private void pass(Duration time) {
        clock.move(time);
    }

    @Nested
    class Group {

        @Test
        void sendsFirstUrgentAlertImmediately() throws Exception {
            dies("mysql");

            assertThat(sent()).containsExactly("1");
        }

        @Test
        void collectsOtherAlertsDuringDelay() throws Exception {
            stops("mysql");
            pass(Duration.ofMillis(1));
            stops("mysql");

            assertThat(sent()).isEmpty();
            assertThat(outbox.nextDue()).contains(BEGIN.plus(DELAY).toEpochMilli());
            pass(DELAY);
            assertThat(sent()).containsExactly("2");
        }

        @Test
        void sendsCollectedWithFirstUrgent() throws Exception {
            stops("mysql");
            pass(Duration.ofMillis(1));
            dies("mysql");

            assertThat(sent()).containsExactly("2");
            pass(DELAY);
            dies("mysql");
            assertThat(sent()).isEmpty();
        }

        @Test
        void collectsFurtherUrgentAlerts() throws Exception {
            dies("mysql");
            sent();
            for (int i = 0; i < 2; i++) {
                pass(Duration.ofSeconds(1));
                dies("mysql");
                pass(Duration.ofSeconds(1));
                stops("mysql");
            }

            assertThat(sent()).isEmpty();
            assertThat(outbox.nextDue()).contains(BEGIN.plus(DELAY).toEpochMilli());
        }

        @Test
        void waitsHalfDelayAfterFurtherAlert() throws Exception {
            stops("mysql");
            pass(Duration.ofSeconds(9));
            stops("mysql");

            assertThat(outbox.nextDue()).contains(BEGIN.plusSeconds(14).toEpochMilli());
        }

        @Test
        void waitsAtMostThreeDelays() throws Exception {
            stops("mysql");
            for (int i = 0; i < 7; i++) {
                pass(Duration.ofSeconds(4));
                stops("mysql");
            }

            assertThat(sent()).isEmpty();
            assertThat(outbox.nextDue()).contains(BEGIN.plusSeconds(30).toEpochMilli());
            pass(Duration.ofSeconds(2));
            assertThat(sent()).containsExactly("8");
        }

        @Test
        void sendsUrgentAlertAtLongestWait() throws Exception {
            stops("mysql");
            for (int i = 0; i < 7; i++) {
                pass(Duration.ofSeconds(4));
                stops("mysql");
            }
            pass(Duration.ofSeconds(1));
            dies("mysql");

            assertThat(sent()).containsExactly("9");
        }

        @Test
        void sendsNextMessageAfterInterval() throws Exception {
            dies("mysql");
            sent();
            pass(DELAY);
            dies("mysql");

            assertThat(sent()).isEmpty();
            assertThat(outbox.nextDue()).contains(BEGIN.plus(INTERVAL).toEpochMilli());
        }

        @Test
        void sendsNextMessageAfterDelayAtFirst() throws Exception {
            dies("mysql");
            sent();
            pass(DELAY.minusMillis(1));
            record(event("oom", "mysql"));

            assertThat(outbox.nextDue()).contains(BEGIN.plus(DELAY).toEpochMilli());
            pass(Duration.ofMillis(1));
            assertThat(sent()).containsExactly("1");
            record(event("pause", "mysql"));
            assertThat(outbox.nextDue())
                    .contains(BEGIN.plus(DELAY).plus(INTERVAL).toEpochMilli());
        }

        @Test
        void sendsRecoveryOfServiceImmediately() throws Exception {
            record(service("absent"));
            sent();
            pass(DELAY.multipliedBy(2));
            record(service("running"));

            assertThat(sent()).containsExactly("1");
            pass(Duration.ofSeconds(1));
            record(service("running"));
            assertThat(sent()).isEmpty();
        }

        private DockerEvent service(String action) {
            return Events.of(event(action, "mysql").toString().replace("\"container\"", "\"service\""));
        }

        @Test
        void repeatedAlertWaitsForInterval() throws Exception {
            dies("mysql");
            sent();
            pass(Duration.ofSeconds(1));
            dies("mysql");

            assertThat(outbox.nextDue()).contains(BEGIN.plus(INTERVAL).toEpochMilli());
        }

        @Test
        void repeatedAlertWaitsTwiceAsLong() throws Exception {
            dies("mysql");
            sent();
            pass(INTERVAL);
            dies("mysql");
            sent();
            pass(Duration.ofSeconds(1));
            dies("mysql");

            assertThat(outbox.nextDue())
                    .contains(BEGIN.plus(INTERVAL.multipliedBy(3)).toEpochMilli());
        }

        @Test
        void startsAgainAfterQuietInterval() throws Exception {
            dies("mysql");
            sent();
            pass(INTERVAL);
            dies("mysql");

            assertThat(sent()).containsExactly("1");
        }

        @Test
        void collectsAgainAfterQuietInterval() throws Exception {
            dies("mysql");
            sent();
            pass(INTERVAL);
            stops("mysql");

            assertThat(outbox.nextDue())
                    .contains(BEGIN.plus(INTERVAL).plus(DELAY).toEpochMilli());
        }

        @Test
        void isForgottenAfterSomeTime() throws Exception {
            dies("mysql");
            sent();
            pass(Duration.ofMinutes(1));
            outbox.forget(Duration.ofSeconds(30));
            record(event("oom", "mysql"));

            assertThat(sent()).containsExactly("1");
        }

        @Test
        void consistsOfOneContainer() throws Exception {
            stops("mysql");
            stops("redis");
            pass(DELAY);

            assertThat(sent()).containsExactly("1", "1");
        }

        @Test
        void consistsOfAlertsWithEqualFields() throws Exception {
            groupBy("image", "Action");
            stops("mysql");
            stops("redis");
            pass(DELAY);

            assertThat(sent()).containsExactly("2");
        }
    }

    @Nested
    class CrashLoop {

        @BeforeEach
        void detect() {
            detect(Duration.ofSeconds(90));
        }

        private void detect(Duration within) {
            use(
                    Optional.of(new Grouping(List.of(), DELAY, INTERVAL, Duration.ofMinutes(10))),
                    Optional.of(new CrashLoopLimit(2, within)),
                    Optional.empty(),
                    false);
        }

        private void loop() throws StoreException {
            dies("mysql");
            assertThat(sent()).containsExactly("1");
            pass(Duration.ofSeconds(60));
            dies("mysql");
        }

        @Test
        void isAnnouncedAtLimit() throws Exception {
            loop();

            assertThat(sent()).containsExactly("mysql " + IN_CRASH_LOOP + "2 deaths in 90 seconds1");
        }

        @ParameterizedTest
        @CsvSource({"60, 1 minute", "120, 2 minutes", "61, 61 seconds"})
        void isAnnouncedWithPeriod(long seconds, String period) throws Exception {
            detect(Duration.ofSeconds(seconds));
            dies("mysql");
            sent();
            pass(Duration.ofSeconds(30));
            dies("mysql");

            assertThat(sent()).containsExactly("mysql " + IN_CRASH_LOOP + "2 deaths in " + period + "1");
        }

        @Test
        void includesDeathsNotYetAnnounced() throws Exception {
            stops("mysql");
            pass(Duration.ofSeconds(1));
            dies("mysql");
            pass(Duration.ofSeconds(1));
            dies("mysql");

            assertThat(sent()).last().asString().startsWith("mysql " + IN_CRASH_LOOP + "2 deaths");
        }

        @Test
        void needsUnplannedDeathsOnly() throws Exception {
            stops("mysql");
            pass(Duration.ofSeconds(1));
            stops("mysql");
            pass(DELAY);

            assertThat(sent()).containsExactly("2");
        }

        @Test
        void replacesFurtherAlertsUntilReminder() throws Exception {
            loop();
            sent();
            for (int i = 0; i < 10; i++) {
                pass(Duration.ofSeconds(60));
                assertThat(sent()).isEmpty();
                dies("mysql");
            }

            assertThat(sent())
                    .containsExactly("mysql " + STILL_IN_CRASH_LOOP + "12 deaths since 24 Nov 08:00:00 +00:001");
        }

        @Test
        void endsAfterQuietPeriod() throws Exception {
            loop();
            sent();
            pass(Duration.ofSeconds(30));
            dies("mysql");

            assertThat(outbox.nextDue()).contains(BEGIN.plusSeconds(180).toEpochMilli());
            pass(Duration.ofSeconds(89));
            assertThat(sent()).isEmpty();
            pass(Duration.ofSeconds(1));
            assertThat(sent())
                    .containsExactly("mysql's " + CRASH_LOOP_OVER + "3 deaths from 24 Nov 08:00:00 to"
                            + " 08:01:30 +00:00, not started since1");
        }

        @Test
        void endsWithAllUnannouncedDeaths() throws Exception {
            loop();
            sent();
            for (int i = 0; i < 2; i++) {
                pass(Duration.ofSeconds(30));
                dies("mysql");
            }
            pass(Duration.ofSeconds(90));

            assertThat(sent()).singleElement().asString().endsWith("not started since2");
        }
    }

    @Nested
    class GracePeriod {

        private void hold(boolean wanted) {
            use(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new RestartGracePeriod(Duration.ofSeconds(30), wanted)),
                    false);
        }

        @Test
        void suppressesDeathBeforeRestart() throws Exception {
            hold(false);
            dies("mysql");
            assertThat(outbox.nextDue()).contains(BEGIN.plusSeconds(30).toEpochMilli());
            pass(Duration.ofSeconds(29));
            happens("start", "mysql");
            pass(Duration.ofSeconds(30));

            assertThat(sent()).isEmpty();
            assertThat(suppressed()).isEqualTo(1);
        }

        @Test
        void sendsDeathWithoutRestart() throws Exception {
            hold(false);
            dies("mysql");
            pass(Duration.ofSeconds(30));

            assertThat(sent()).containsExactly("1");
            assertThat(suppressed()).isZero();
        }

        @Test
        void sendsWantedDeathAfterRestart() throws Exception {
            hold(true);
            dies("mysql");
            dies("redis");
            pass(Duration.ofSeconds(1));
            happens("start", "mysql");

            assertThat(sent()).containsExactly("1");
            pass(Duration.ofSeconds(30));
            assertThat(sent()).isEmpty();
            assertThat(suppressed()).isEqualTo(1);
        }

        @Test
        void concernsDeathsOnly() throws Exception {
            hold(false);
            record(event("oom", "mysql"));

            assertThat(sent()).containsExactly("1");
        }
    }

    @Nested
    class UnreachableHost {

        @BeforeEach
        void inhibit() throws Exception {
            use(Optional.empty(), Optional.empty(), Optional.empty(), false);
            outbox.record((sql, now, routing) -> {
                routing.inhibit("docker-01");
                return List.of();
            });
        }

        @Test
        void sendsDeathsThatOutlastItAfterRestart() throws Exception {
            dies("mysql");
            dies("redis");
            use(Optional.empty(), Optional.empty(), Optional.empty(), false);
            happens("start", "redis");
            assertThat(sent()).isEmpty();
            pass(Duration.ofSeconds(59));
            assertThat(sent()).isEmpty();
            pass(Duration.ofSeconds(1));

            assertThat(sent()).containsExactly("1");
            assertThat(suppressed()).isEqualTo(1);
        }

        @Test
        void dropsFoundDeathsOfRunningContainers() throws Exception {
            record(found("mysql", ""));
            record(found("redis", "1"));
            assertThat(suppressed()).isEqualTo(1);
            pass(Duration.ofSeconds(60));

            assertThat(sent()).containsExactly("1");
        }

        @Test
        void withdrawsAlertsThatWait() throws Exception {
            use(
                    Optional.of(new Grouping(List.of(), DELAY, INTERVAL, REPEAT)),
                    Optional.empty(),
                    Optional.empty(),
                    false);
            for (String name : List.of("redis", "web")) {
                outbox.record(
                        List.of(new OutboxEntry.NewAlert(
                                Alert.of(event("die", name).withPlanned(true), "docker-02", List.of("a rule"), "n"))),
                        Map.of());
            }
            pass(Duration.ofSeconds(5));
            outbox.record((sql, now, routing) -> {
                routing.inhibit("docker-02");
                return List.of();
            });
            outbox.record(List.of(new OutboxEntry.ContainerEvent("docker-02", event("start", "web"))), Map.of());
            pass(Duration.ofSeconds(59));
            assertThat(sent()).isEmpty();
            pass(Duration.ofSeconds(2));
            assertThat(sent()).isEmpty();
            pass(Duration.ofSeconds(20));

            assertThat(sent()).containsExactly("1");
        }

        @Test
        void doesNotConcernOtherEventsAndHosts() throws Exception {
            record(event("rename", "mysql"));
            DockerEvent death = event("die", "mysql").withPlanned(false);
            outbox.record(
                    List.of(new OutboxEntry.NewAlert(Alert.of(death, "docker-02", List.of("a rule"), "n"))), Map.of());

            assertThat(sent()).hasSize(2);
        }

        private DockerEvent found(String name, String exitCode) {
            ObjectNode json = event("die", name).json().deepCopy();
            ((ObjectNode) json.path("Actor").path("Attributes")).put("exitCode", exitCode);
            return DockerEvent.of(json, DockerEvent.Origin.FOUND_AFTERWARDS);
        }
    }

    @Nested
    class PersistedFor {

        @BeforeEach
        void persist() {
            NotificationPolicy policy = NotificationPolicy.EACH.withPersistFor(Optional.of(Duration.ofSeconds(60)));
            outbox = new Outbox(
                    store, clock, new AlertRouterFactory(new NotificationPolicies(policy, Map.of(), List.of())));
        }

        @ParameterizedTest
        @CsvSource({
            "die, start",
            "oom, start",
            "kill, start",
            "stop, start",
            "destroy, start",
            "start, die",
            "pause, unpause",
            "unpause, pause",
            "health_status: unhealthy, health_status: healthy",
            "health_status: unhealthy, destroy",
            "health_status: healthy, health_status: unhealthy"
        })
        void dropsWhatEndsBefore(String action, String end) throws Exception {
            record(event(action, "mysql"));
            pass(Duration.ofSeconds(59));
            happens(end, "redis");
            happens(end, "mysql");
            pass(Duration.ofSeconds(60));

            assertThat(sent()).isEmpty();
            assertThat(suppressed()).isEqualTo(1);
        }

        @Test
        void sendsWhatLasts() throws Exception {
            record(event("health_status: unhealthy", "mysql"));
            assertThat(outbox.nextDue()).contains(BEGIN.plusSeconds(60).toEpochMilli());
            happens("start", "mysql");
            pass(Duration.ofSeconds(60));

            assertThat(sent()).containsExactly("1");
        }

        @Test
        void unhealthyEndsWithPlannedDeath() throws Exception {
            record(event("health_status: unhealthy", "mysql"));
            record(event("health_status: unhealthy", "redis"));
            outbox.record(
                    List.of(
                            new OutboxEntry.ContainerEvent(
                                    "docker-01", event("die", "mysql").withPlanned(true)),
                            new OutboxEntry.ContainerEvent(
                                    "docker-01", event("die", "redis").withPlanned(false))),
                    Map.of());
            pass(Duration.ofSeconds(60));

            assertThat(sent()).containsExactly("1");
        }

        @Test
        void disconnectEndsWithSameContainer() throws Exception {
            record(network("disconnect", "1"));
            record(network("disconnect", "2"));
            outbox.record(List.of(new OutboxEntry.ContainerEvent("docker-01", network("connect", "2"))), Map.of());
            pass(Duration.ofSeconds(60));

            assertThat(sent()).containsExactly("1");
            assertThat(suppressed()).isEqualTo(1);
        }

        private DockerEvent network(String action, String container) {
            return Events.of("""
                    {"Type":"network","Action":"%s","Actor":{"ID":"net","Attributes":{"name":"web",
                    "container":"%s"}},"timeNano":%s}""".formatted(
                            action,
                            container,
                            TimeUnit.SECONDS.toNanos(clock.instant().getEpochSecond()) + container.charAt(0)));
        }

        @Test
        void doesNotConcernOtherEvents() throws Exception {
            record(event("rename", "mysql"));

            assertThat(sent()).containsExactly("1");
        }
    }

    @Nested
    class Resolved {

        @BeforeEach
        void track() {
            use(Optional.empty(), Optional.empty(), Optional.empty(), true);
        }

        @ParameterizedTest
        @ValueSource(strings = {"start", "health_status: healthy"})
        void followsAfterStableTime(String action) throws Exception {
            dies("mysql");
            sent();
            happens(action, "mysql");

            assertThat(outbox.nextDue()).contains(BEGIN.plus(STABLE).toEpochMilli());
            pass(STABLE);
            assertThat(sent()).containsExactly("mysql" + RUNS_AGAIN + "1");
            assertThat(sent()).isEmpty();
        }

        @Test
        void unhealthyNeedsSuccessfulHealthCheck() throws Exception {
            record(event("health_status: unhealthy", "mysql"));
            sent();
            happens("start", "mysql");
            pass(STABLE);
            assertThat(sent()).isEmpty();
            happens("health_status: healthy", "mysql");
            pass(STABLE);

            assertThat(sent()).containsExactly("mysql is healthy again1");
        }

        @Test
        void waitsForMessageAboutFailure() throws Exception {
            use(
                    Optional.of(new Grouping(List.of(), DELAY, INTERVAL, REPEAT)),
                    Optional.empty(),
                    Optional.empty(),
                    true);
            dies("mysql");
            sent();
            pass(Duration.ofSeconds(1));
            dies("mysql");
            happens("start", "mysql");
            pass(STABLE);
            assertThat(sent()).isEmpty();
            assertThat(outbox.nextDue()).contains(BEGIN.plus(INTERVAL).toEpochMilli());
            pass(INTERVAL.minus(STABLE));

            assertThat(sent()).containsExactly("1");
            assertThat(sent()).containsExactly("mysql" + RUNS_AGAIN + "1");
        }

        @Test
        void doesNotFollowMessageGivenUp() throws Exception {
            dies("mysql");
            new Queue(store, "watcher", clock).giveUp("n", "no such server");
            happens("start", "mysql");
            pass(STABLE);

            assertThat(sent()).isEmpty();
        }

        @Test
        void doesNotFollowNewDeath() throws Exception {
            dies("mysql");
            happens("start", "mysql");
            pass(STABLE.minusSeconds(1));
            dies("mysql");
            sent();
            sent();
            pass(STABLE);

            assertThat(sent()).isEmpty();
        }

        @Test
        void concernsFailuresOnly() throws Exception {
            record(event("pause", "mysql"));
            record(event("oom", "redis"));
            sent();
            happens("health_status: healthy", "mysql");
            happens("health_status: healthy", "redis");
            pass(STABLE);

            assertThat(sent()).containsExactly("redis" + RUNS_AGAIN + "1");
        }

        @Test
        void isNotExpectedAfterWeek() throws Exception {
            dies("mysql");
            dies("redis");
            sent();
            pass(Duration.ofDays(7).minus(STABLE));
            sent();
            happens("health_status: healthy", "redis");
            pass(STABLE);
            assertThat(sent()).containsExactly("redis" + RUNS_AGAIN + "1");
            pass(Duration.ofMillis(1));
            sent();
            happens("health_status: healthy", "mysql");
            pass(STABLE);

            assertThat(sent()).isEmpty();
        }
    }

    @Test
    void retryDelaysSameContainerOnly() throws Exception {
        use(Optional.empty(), Optional.empty(), Optional.empty(), false);
        dies("mysql");
        Queue queue = new Queue(store, "watcher", clock);
        PendingMessage first = queue.claim("n", 1).get(0);
        queue.begin(first);
        queue.postpone(first, Optional.of(BEGIN.plusSeconds(60)), new Queue.Failure("away", false, List.of()));
        pass(Duration.ofSeconds(1));
        dies("mysql");
        dies("redis");

        assertThat(sent()).containsExactly("1");
    }

    @Test
    void replacedPoliciesSilenceLaterAlerts() throws Exception {
        AlertRouterFactory routers = new AlertRouterFactory(NotificationPolicies.EACH);
        outbox = new Outbox(store, clock, routers);
        dies("mysql");
        RecurringSilence nightly = new RecurringSilence(
                List.of(), Set.of(DayOfWeek.TUESDAY), LocalTime.of(8, 0), LocalTime.of(9, 0), ZoneOffset.UTC, "backup");
        routers.replacePolicies(new NotificationPolicies(NotificationPolicy.EACH, Map.of(), List.of(nightly)));
        dies("redis");

        assertThat(sent()).containsExactly("1");
    }

    @Test
    void silencedAlertsAreNotSent() throws Exception {
        new SilenceRepository(store, clock)
                .add(new Silence(
                        0,
                        List.of(new Condition(
                                new FieldPath("Actor.Attributes.name"),
                                Condition.Operator.EQUALS,
                                Condition.Quantifier.ANY,
                                List.of("mysql"))),
                        BEGIN,
                        BEGIN.plusSeconds(60),
                        "upgrade",
                        "ops"));
        dies("mysql");
        dies("redis");
        assertThat(sent()).containsExactly("1");
        assertThat(suppressed()).isEqualTo(1);

        pass(Duration.ofSeconds(60));
        dies("mysql");
        assertThat(sent()).containsExactly("1");
    }
}
