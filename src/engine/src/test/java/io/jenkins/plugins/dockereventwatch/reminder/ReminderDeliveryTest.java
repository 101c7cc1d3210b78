package io.jenkins.plugins.dockereventwatch.reminder;

import static io.jenkins.plugins.dockereventwatch.reminder.Simulation.apt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
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
        Simulation world =
                new Simulation(Store.open(new StateLocation.Folder(folder)), "2026-11-25T12:00").hosts("docker-01");
        world.outputs.put("docker-01", apt("curl 7.88.1-10 7.88.1-11"));
        world.queueDue();
        world.outageUntil("2026-11-30T08:00");
        return world;
    }

    @Nested
    class WatchDelivery {

        @Test
        void retriesUntilServerIsBack() throws Exception {
            try (Simulation world = simulation()) {
                int port = world.server.getSmtp().getPort();
                world.server.stop();
                world.queueDue();
                try (Delivery delivery = world.delivery(world.store)) {
                    await().atMost(PATIENCE)
                            .until(() -> !delivery.notifierProblems().isEmpty());
                    GreenMail again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
                    again.start();
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
            try (Simulation world = simulation()) {
                world.queueDue();
            }
            try (Simulation world = simulation()) {
                for (int start = 1; start <= 2; start++) {
                    world.queueDue();
                    try (Delivery delivery = world.delivery(world.store)) {
                        assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
                    }
                }
                assertThat(world.mails()).hasSize(1);
            }
        }

        @Test
        void sendsOnlyItsNotifiersMails() throws Exception {
            try (Simulation world = simulation();
                    Delivery delivery = new Delivery(
                            world.store, Map.of(), world.clock, RetryPolicy.DELIVERY, TransportTimeouts.DEFAULT)) {
                world.queueDue();
                assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
                assertThat(world.mails()).isEmpty();

                delivery.replaceNotifiers(world.settings.notifiers());

                await().atMost(PATIENCE).until(() -> world.mails().size() == 1);
            }
        }

        @Test
        void givesUpMailsOfRemovedNotifiers() throws Exception {
            try (Simulation world = simulation();
                    Delivery delivery = world.delivery(world.store)) {
                world.server.stop();
                world.queueDue();

                delivery.replaceNotifiers(Map.of());

                assertThat(world.delivery(world.store).awaitIdle(Duration.ZERO)).isTrue();
            }
        }
    }
}
