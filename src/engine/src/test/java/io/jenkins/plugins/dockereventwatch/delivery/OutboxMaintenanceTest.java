package io.jenkins.plugins.dockereventwatch.delivery;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.INTERNAL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.store.Faults;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutboxMaintenanceTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final RuntimeException BUG = new IllegalStateException("a bug");

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    private final LoggedLines log = new LoggedLines();

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void reportsFailingTaskAndRunsOthers() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        try (Store store = Store.open(new StateLocation.Memory());
                Delivery delivery = Alerts.delivery(
                        Faults.whileBroken(broken, "update watcher", BUG, store),
                        server.getSmtp().getPort())) {
            delivery.replacePolicies(withGracePeriod());
            broken.set(true);
            await().atMost(TIMEOUT).until(() -> !delivery.errors().isEmpty());
            assertThat(delivery.errors()).containsEntry("outbox maintenance", INTERNAL_ERROR);

            delivery.submit(Alerts.died("mysql"));

            await().atMost(TIMEOUT).until(() -> server.getReceivedMessages().length == 1);
            broken.set(false);
            await().atMost(TIMEOUT).until(() -> delivery.errors().isEmpty());
        }
        assertThat(log.lines()).anyMatch(line -> line.contains("outbox maintenance: internal error"));
    }

    @Test
    void recordsAlertsAfterUnexpectedError() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Store store = Store.open(new StateLocation.Memory());
                Delivery delivery = Alerts.delivery(
                        Faults.whileBroken(broken, "insert into alert", BUG, store),
                        server.getSmtp().getPort())) {
            delivery.submit(Alerts.died("mysql"));
            await().atMost(TIMEOUT).until(() -> !delivery.errors().isEmpty());

            broken.set(false);

            await().atMost(TIMEOUT).until(() -> server.getReceivedMessages().length == 1);
            await().atMost(TIMEOUT).until(() -> delivery.errors().isEmpty());
        }
        assertThat(log.lines()).anyMatch(line -> line.contains("outbox: internal error"));
    }

    /** Alerts are sent by the maintenance after the grace period. */
    private static NotificationPolicies withGracePeriod() {
        return new NotificationPolicies(
                new NotificationPolicy(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new RestartGracePeriod(Duration.ofMillis(1), false)),
                        false),
                Map.of(),
                List.of());
    }
}
