package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Queue;
import io.jenkins.plugins.dockereventwatch.reminder.SettableClock;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deleting old alerts, but none that are still needed. */
class RetentionTest {

    private static final Duration AGE = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T08:00:00Z"));
    private Store store;
    private final AlertRouterFactory routers = new AlertRouterFactory(NotificationPolicies.EACH);
    private Outbox outbox;
    private Queue queue;

    @BeforeEach
    void open() throws StoreException {
        store = Store.open(new StateLocation.Memory());
        outbox = new Outbox(store, clock, routers);
        queue = new Queue(store, "this one", clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void deletesSentAlertsAndGroups() throws Exception {
        routers.replacePolicies(NotificationPolicies.DEFAULT);
        died("mysql");
        assertThat(sent()).hasSize(1);

        forgetLater();

        assertThat(rows("alert")).isZero();
        assertThat(rows("delivery")).isZero();
        assertThat(rows("alert_group")).isZero();
    }

    @Test
    void keepsAlertsInGracePeriod() throws Exception {
        routers.replacePolicies(handled(Optional.of(new RestartGracePeriod(Duration.ofMinutes(5), false)), false));
        died("mysql");

        forgetLater();
        clock.move(Duration.ofMinutes(5));
        outbox.sendDue();

        assertThat(sent())
                .singleElement()
                .satisfies(message -> assertThat(message.alerts()).hasSize(1));
    }

    @Test
    void keepsUnresolvedAlerts() throws Exception {
        routers.replacePolicies(handled(Optional.empty(), true));
        died("mysql");
        assertThat(sent()).hasSize(1);

        forgetLater();
        record(new OutboxEntry.ContainerEvent("docker-01", event("health_status: healthy", "mysql")));
        clock.move(Duration.ofMinutes(2));
        outbox.sendDue();
        forgetLater();

        assertThat(sent())
                .singleElement()
                .satisfies(message -> assertThat(message.alerts()).hasSize(1));
    }

    @Test
    void keepsAlertsOfCrashLoop() throws Exception {
        routers.replacePolicies(NotificationPolicies.DEFAULT);
        for (int i = 0; i < 5; i++) {
            died("mysql");
            clock.move(Duration.ofSeconds(1));
        }
        assertThat(sent()).hasSize(1);

        forgetLater();
        clock.move(Duration.ofMinutes(5));
        outbox.sendDue();

        assertThat(sent()).singleElement().satisfies(message -> {
            assertThat(message.entry().kind()).isEqualTo(PendingMessage.Kind.CRASH_LOOP_OVER);
            assertThat(message.alerts()).isNotEmpty();
        });
    }

    @Test
    void shrinksToLatestAlerts() throws Exception {
        for (int i = 0; i < 20; i++) {
            died("c" + i);
        }
        assertThat(sent()).hasSize(20);
        died("waits");
        clock.move(Duration.ofMillis(1));

        assertThat(outbox.shrink(21, Long.MAX_VALUE)).isFalse();
        assertThat(rows("alert")).isEqualTo(21);
        assertThat(outbox.shrink(10, Long.MAX_VALUE)).isFalse();

        assertThat(rows("alert")).isEqualTo(5);
        assertThat(rows("delivery")).isEqualTo(5);
        assertThat(sent())
                .singleElement()
                .satisfies(message -> assertThat(message.alerts().get(0).event().attribute("name"))
                        .isEqualTo("waits"));
    }

    @Test
    void neverDeletesWaitingAlerts() throws Exception {
        for (int i = 0; i < 20; i++) {
            died("c" + i);
        }

        assertThat(outbox.shrink(10, Long.MAX_VALUE)).isTrue();
        assertThat(outbox.shrink(Long.MAX_VALUE, 10)).isTrue();

        assertThat(sent()).hasSize(20);
    }

    private static NotificationPolicies handled(Optional<RestartGracePeriod> hold, boolean resolved) {
        return new NotificationPolicies(
                new NotificationPolicy(Optional.empty(), Optional.empty(), hold, resolved), Map.of(), List.of());
    }

    private void forgetLater() throws StoreException {
        clock.move(Duration.ofMinutes(1));
        outbox.forget(AGE);
    }

    private void died(String name) throws StoreException {
        clock.move(Duration.ofNanos(1000));
        record(new OutboxEntry.NewAlert(Alerts.alert(event("die", name))));
    }

    private void record(OutboxEntry entry) throws StoreException {
        outbox.record(
                List.of(entry),
                Map.of("docker-01", CursorUpdate.to(clock.instant().plusMillis(1))));
    }

    private DockerEvent event(String action, String name) {
        Instant now = clock.instant();
        return Events.of("""
                {"Type":"container","Action":"%s","Actor":{"ID":"id-%2$s","Attributes":{"name":"%2$s","exitCode":"1"}},
                "timeNano":%3$d}""".formatted(action, name, TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano()));
    }

    private List<PendingMessage> sent() throws StoreException {
        List<PendingMessage> all = new ArrayList<>();
        // Of each lane the first.
        for (List<PendingMessage> some = queue.claim("n", 100); !some.isEmpty(); some = queue.claim("n", 100)) {
            for (PendingMessage message : some) {
                queue.sent(message, "n");
            }
            all.addAll(some);
        }
        return all;
    }

    private long rows(String table) throws StoreException {
        return store.transaction(sql -> sql.of("select count(*) from " + table).count());
    }
}
