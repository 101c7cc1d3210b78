package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Queue;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRepository;
import io.jenkins.plugins.dockereventwatch.store.Faults;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Moving alerts from the fallback to the outbox. */
class FallbackMergeTest {

    private static final Duration HOLD = Duration.ofMinutes(1);
    private static final Clock NOW = Clock.fixed(Alerts.NOW, ZoneOffset.UTC);
    private static final Clock AFTER_HOLD = Clock.offset(NOW, HOLD);
    private static final NotificationPolicies HELD = others(new NotificationPolicy(
            Optional.empty(), Optional.empty(), Optional.of(new RestartGracePeriod(HOLD, false)), false));
    private static final NotificationPolicies RESOLVED =
            others(new NotificationPolicy(Optional.empty(), Optional.empty(), Optional.empty(), true));

    private Store meanwhile;
    private Store store;

    @BeforeEach
    void open() throws IOException {
        meanwhile = Store.open(new StateLocation.Memory());
        store = Store.open(new StateLocation.Memory());
    }

    @AfterEach
    void close() {
        meanwhile.close();
        store.close();
    }

    @Test
    void movesWaitingAndSentAlerts() throws Exception {
        Outbox from = outbox(meanwhile, NOW, NotificationPolicies.EACH);
        Alert sent = death("sent", 1);
        from.record(List.of(due(sent), due(death("waits", 1))), Map.of());
        PendingMessage message = claim(meanwhile, NOW).get(0);
        finish(meanwhile, message);
        Outbox to = outbox(store, NOW, NotificationPolicies.EACH);

        new FallbackMerge(from, to).run();

        assertThat(from.size()).isZero();
        assertThat(names(claim(store, NOW))).containsExactly("waits");
        assertThat(to.record(List.of(due(sent)), Map.of())).containsExactly(sent);
    }

    @Test
    void keepsGracePeriods() throws Exception {
        Outbox from = outbox(meanwhile, NOW, HELD);
        from.record(List.of(due(death("held", 1))), Map.of());
        Outbox to = outbox(store, NOW, HELD);

        new FallbackMerge(from, to).run();

        assertThat(claim(store, NOW)).isEmpty();
        outbox(meanwhile, AFTER_HOLD, HELD).sendDue();
        assertThat(claim(meanwhile, AFTER_HOLD)).isEmpty();
        outbox(store, AFTER_HOLD, HELD).sendDue();
        assertThat(names(claim(store, AFTER_HOLD))).containsExactly("held");
    }

    @Test
    void changesNothingOnFailure() throws Exception {
        Outbox from = outbox(meanwhile, NOW, HELD);
        from.record(List.of(due(death("held", 1))), Map.of());
        outbox(meanwhile, NOW, NotificationPolicies.EACH).record(List.of(due(death("waits", 1))), Map.of());
        Store full = Faults.at("insert into alert", new SQLException("the disk is full"), store);

        assertThatThrownBy(() -> new FallbackMerge(from, outbox(full, NOW, NotificationPolicies.EACH)).run())
                .isInstanceOf(StoreException.class);

        assertThat(names(claim(meanwhile, NOW))).containsExactly("waits");
        outbox(meanwhile, AFTER_HOLD, HELD).sendDue();
        assertThat(names(claim(meanwhile, AFTER_HOLD))).containsExactly("waits", "held");
    }

    @Test
    void leavesMessagesWithoutOwnAlert() throws Exception {
        Outbox from = outbox(meanwhile, NOW, RESOLVED);
        from.record(List.of(due(death("mysql", 1))), Map.of());
        finish(meanwhile, claim(meanwhile, NOW).get(0));
        DockerEvent healthy = event("mysql", "health_status: healthy", 2);
        from.record(List.of(new OutboxEntry.ContainerEvent("docker-01", healthy)), Map.of());
        Clock later = Clock.offset(NOW, Duration.ofMinutes(2));
        outbox(meanwhile, later, RESOLVED).sendDue();

        new FallbackMerge(from, outbox(store, NOW, RESOLVED)).run();

        assertThat(from.size()).isEqualTo(1);
        PendingMessage left = claim(meanwhile, later).get(0);
        assertThat(left.entry().kind()).isEqualTo(PendingMessage.Kind.RESOLVED);
        assertThat(names(List.of(left))).containsExactly("mysql");
        assertThat(claim(store, NOW)).isEmpty();
    }

    @Test
    void keepsSuppressedAlerts() throws Exception {
        silenceDeaths(meanwhile);
        Outbox from = outbox(meanwhile, NOW, NotificationPolicies.EACH);
        from.record(List.of(due(death("silenced", 1))), Map.of());

        new FallbackMerge(from, outbox(store, NOW, NotificationPolicies.EACH)).run();

        assertThat(claim(store, NOW)).isEmpty();
        assertThat(totals().of(Counter.SUPPRESSED, "docker-01")).isEqualTo(1);
    }

    @Test
    void fallbackAppliesStoredSilences() throws Exception {
        silenceDeaths(store);
        AlertRouterFactory routers = new AlertRouterFactory(NotificationPolicies.EACH);
        new Outbox(store, NOW, routers).sendDue();

        new Outbox(meanwhile, NOW, routers.forFallback()).record(List.of(due(death("silenced", 1))), Map.of());

        assertThat(claim(meanwhile, NOW)).isEmpty();
    }

    private static void silenceDeaths(Store store) throws IOException {
        new SilenceRepository(store, NOW)
                .add(new Silence(
                        0,
                        List.of(new Condition(
                                new FieldPath("Action"),
                                Condition.Operator.EQUALS,
                                Condition.Quantifier.ANY,
                                List.of("die"))),
                        Alerts.NOW.minusSeconds(1),
                        Alerts.NOW.plusSeconds(60),
                        "upgrade",
                        "ops"));
    }

    @Test
    void countsMessagesOnce() throws Exception {
        new FallbackMerge(
                        outbox(meanwhile, NOW, NotificationPolicies.EACH),
                        outbox(store, NOW, NotificationPolicies.EACH))
                .put(List.of(
                        moved(1, 1, Alerts.died("one"), "sent"),
                        moved(2, 1, Alerts.died("two"), "sent"),
                        moved(3, 2, Alerts.died("three"), "failed")));

        Counters totals = totals();
        assertThat(totals.of(Counter.ALERTS, "docker-01")).isEqualTo(3);
        assertThat(totals.of(Counter.SENT, "n")).isEqualTo(1);
        assertThat(totals.of(Counter.FAILED, "n")).isEqualTo(1);
    }

    private static DeliveryRepository.Moved moved(long id, long message, Alert alert, String state) {
        return new DeliveryRepository.Moved(
                id, message, alert, new DeliveryRepository.Moved.State(state, false, null), null);
    }

    private Counters totals() throws IOException {
        return store.transaction(sql -> new CounterRepository(sql).read());
    }

    private static NotificationPolicies others(NotificationPolicy handling) {
        return new NotificationPolicies(handling, Map.of(), List.of());
    }

    private static Outbox outbox(Store store, Clock clock, NotificationPolicies handlings) {
        return new Outbox(store, clock, new AlertRouterFactory(handlings));
    }

    private static List<PendingMessage> claim(Store store, Clock clock) throws IOException {
        return new Queue(store, "watcher", clock).claim("n", 20);
    }

    private static void finish(Store store, PendingMessage message) throws IOException {
        Queue queue = new Queue(store, "watcher", NOW);
        queue.begin(message);
        queue.sent(message, "n");
    }

    private static OutboxEntry due(Alert alert) {
        return new OutboxEntry.NewAlert(alert);
    }

    private static Alert death(String container, int second) {
        return Alerts.alert(event(container, "die", second));
    }

    private static DockerEvent event(String container, String action, int second) {
        return Events.of("""
                {"Type":"container","Action":"%s","Actor":{"ID":"%s","Attributes":{"name":"%s"}},"timeNano":%d}""".formatted(
                        action, container, container, Duration.ofSeconds(second).toNanos()));
    }

    private static List<String> names(List<PendingMessage> messages) {
        return messages.stream()
                .map(message -> message.alerts().get(0).event().attribute("name"))
                .toList();
    }
}
