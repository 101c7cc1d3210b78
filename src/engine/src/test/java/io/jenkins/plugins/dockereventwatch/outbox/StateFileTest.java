package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of the file of a state while it is open. */
class StateFileTest {

    /** Each alert is four commits, each of which writes whole pages and is kept for 45 seconds. */
    private static final long LARGEST_PER_ALERT = 45_000;

    private static final int ALERTS = 150;

    private static final int ROUNDS = 10;

    @TempDir
    private Path folder;

    private Store store;
    private Outbox outbox;
    private DeliveryRepository.Queue queue;

    @BeforeEach
    void open() throws StoreException {
        store = Store.open(new StateLocation.Folder(folder));
        outbox = new Outbox(store, Clock.systemUTC(), new AlertRouterFactory(NotificationPolicies.EACH));
        queue = new DeliveryRepository.Queue(store, UUID.randomUUID().toString(), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void growsLittleWithEachAlert() throws Exception {
        long before = size();

        send(ALERTS);
        assertThat(size() - before).isLessThan(ALERTS * LARGEST_PER_ALERT);
    }

    @Test
    void usesSpaceAgainWhenCompacted() throws Exception {
        CommittingProcess.reuseSpaceAfter(store, 0);

        for (int i = 0; i < ROUNDS; i++) {
            send(ALERTS / ROUNDS);
            store.compact();
        }
        assertThat(size()).isLessThan(ALERTS * LARGEST_PER_ALERT / 3);
    }

    private void send(int alerts) throws StoreException {
        for (int i = 0; i < alerts; i++) {
            DockerEvent death = CommittingProcess.death("shop");
            Alert alert = Alert.of(death, "host", List.of(CommittingProcess.LOG_LINE), "mail");
            outbox.record(List.of(new OutboxEntry.NewAlert(alert)), Map.of());
            for (PendingMessage message : queue.claim("mail", 10)) {
                queue.begin(message);
                queue.sent(message, "mail");
            }
        }
    }

    private long size() throws IOException {
        return KilledProcessTest.size(folder);
    }
}
