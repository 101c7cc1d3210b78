package io.jenkins.plugins.dockereventwatch.reminder;

import static io.jenkins.plugins.dockereventwatch.reminder.Simulation.apt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reminders on their way through the queue of the outbox, with the threads that send them. */
class ReminderDeliveryTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private Simulation simulation() throws Exception {
        Simulation simulation =
                new Simulation(Store.open(new StateLocation.Folder(folder)), "2026-11-25T12:00").hosts("docker-01");
        simulation.outputs.put("docker-01", apt(Simulation.PATCH));
        simulation.queueDue();
        simulation.outageUntil("2026-11-30T08:00");
        return simulation;
    }

    @Nested
    class WatchDelivery {

        @Test
        void retriesUntilServerIsBack() throws Exception {
            try (Simulation simulation = simulation()) {
                int port = simulation.server.getSmtp().getPort();
                simulation.server.stop();
                simulation.queueDue();
                try (Delivery delivery = simulation.delivery(simulation.store)) {
                    await().atMost(PATIENCE)
                            .until(() -> !delivery.notifierProblems().isEmpty());
                    GreenMail again = LocalMailServer.startOn(port);
                    try {
                        assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
                        assertThat(again.getReceivedMessages()).hasSize(1);
                    } finally {
                        again.stop();
                    }
                }
            }
        }

        @Test
        void sendsOnceAcrossRestarts() throws Exception {
            try (Simulation simulation = simulation()) {
                simulation.queueDue();
            }
            try (Simulation simulation = simulation()) {
                for (int start = 1; start <= 2; start++) {
                    simulation.queueDue();
                    try (Delivery delivery = simulation.delivery(simulation.store)) {
                        assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
                    }
                }
                assertThat(simulation.mails()).hasSize(1);
            }
        }

        @Test
        void sendsOnlyItsNotifiersMails() throws Exception {
            try (Simulation simulation = simulation();
                    Delivery delivery = new Delivery(
                            simulation.store,
                            Map.of(),
                            simulation.clock,
                            RetryPolicy.DELIVERY,
                            TransportTimeouts.DEFAULT)) {
                simulation.queueDue();
                assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
                assertThat(simulation.mails()).isEmpty();

                delivery.replaceNotifiers(simulation.settings.notifiers());

                await().atMost(PATIENCE).until(() -> simulation.mails().size() == 1);
            }
        }

        @Test
        void givesUpMailsOfRemovedNotifiers() throws Exception {
            try (Simulation simulation = simulation();
                    Delivery delivery = simulation.delivery(simulation.store)) {
                simulation.server.stop();
                simulation.queueDue();

                delivery.replaceNotifiers(Map.of());

                assertThat(simulation.delivery(simulation.store).awaitIdle(Duration.ZERO))
                        .isTrue();
            }
        }
    }
}
