package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.delivery.Delivery;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.store.Faults;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A failure of each single write: no alert is lost, and at most one message is sent twice, marked as a duplicate. */
class OutboxFaultsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The writes of two alerts on their way through, without those of every second. */
    private static final int LEAST_WRITES = 15;

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    @ParameterizedTest
    @EnumSource
    void losesNothingAtAnyWrite(Faults.Kind kind) throws Exception {
        int at = 0;
        boolean happened;
        do {
            at++;
            happened = run(kind, at);
            check(kind, at);
            server.purgeEmailFromAllMailboxes();
        } while (happened);

        assertThat(at).isGreaterThan(LEAST_WRITES);
    }

    /** Whether there was a write of that number. */
    private boolean run(Faults.Kind kind, int at) throws Exception {
        List<Alert> alerts = List.of(Alerts.died("one"), Alerts.died("two"));
        try (Store store = Store.open(new StateLocation.Memory())) {
            Faults faults = new Faults(kind, at);
            firstLife(faults.in(store), faults, alerts);
            try (Delivery second = delivery(store)) {
                // As its watch does: what is later than the cursor is told again.
                Instant reached = second.cursor("docker-01")
                        .stored()
                        .map(HostCursor.Stored::reached)
                        .orElse(Instant.EPOCH);
                alerts.stream()
                        .filter(alert -> alert.event().time().isAfter(reached))
                        .forEach(second::submit);
                assertThat(second.awaitIdle(PATIENCE))
                        .as("%s at write %d", kind, at)
                        .isTrue();
            }
            return faults.happened();
        }
    }

    private void firstLife(Store disturbed, Faults faults, List<Alert> alerts) throws Exception {
        try (Delivery delivery = delivery(disturbed)) {
            for (Alert alert : alerts) {
                delivery.submit(alert);
                delivery.cursor("docker-01").reached(alert.event().time());
            }
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() ->
                            server.getReceivedMessages().length == alerts.size() && delivery.awaitIdle(Duration.ZERO)
                                    || faults.isDead());
            faults.kill();
        } catch (StoreException e) {
            // It did not even begin.
            assertThat(faults.happened()).isTrue();
        }
    }

    private Delivery delivery(Store store) throws StoreException {
        return Alerts.delivery(store, server.getSmtp().getPort());
    }

    private void check(Faults.Kind kind, int at) throws Exception {
        Map<String, Integer> count = new HashMap<>();
        List<String> unmarked = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            int nth = count.merge(mail.getSubject(), 1, Integer::sum);
            if (nth > 1 && mail.getHeader(MailMessage.POSSIBLE_DUPLICATE) == null) {
                unmarked.add(mail.getSubject());
            }
        }
        assertThat(count).as("%s at write %d", kind, at).containsOnlyKeys("one", "two");
        assertThat(unmarked)
                .as("%s at write %d: twice, and not said so", kind, at)
                .isEmpty();
        assertThat(server.getReceivedMessages().length)
                .as("%s at write %d", kind, at)
                .isLessThanOrEqualTo(kind == Faults.Kind.ONCE ? 2 : 3);
    }
}
