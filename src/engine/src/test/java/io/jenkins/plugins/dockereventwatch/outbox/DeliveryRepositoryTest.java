package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.delivery.LoggedLines;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Queue;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which messages are claimed, and in which order. */
class DeliveryRepositoryTest {

    /** More than one page. */
    private static final int MANY = 1200;

    private static final Queue.Failure REJECTED = new Queue.Failure("later", false, List.of());
    private static final Optional<Instant> LATER = Optional.of(Alerts.NOW.plusSeconds(60));

    private final Clock clock = Clock.fixed(Alerts.NOW, ZoneOffset.UTC);
    private final LoggedLines log = new LoggedLines();
    private Store store;
    private Outbox outbox;
    private Queue queue;

    @BeforeEach
    void open() throws IOException {
        store = Store.open(new StateLocation.Memory());
        outbox = new Outbox(store, clock, new AlertRouterFactory(NotificationPolicies.EACH));
        queue = new Queue(store, "watcher", clock);
    }

    @AfterEach
    void close() {
        store.close();
        log.close();
    }

    @Test
    void postponedMessagesDoNotHideOthers() throws Exception {
        List<OutboxEntry> alerts = new ArrayList<>();
        for (int i = 1; i <= MANY; i++) {
            alerts.add(death("noisy", i));
        }
        alerts.add(death("quiet", 1));
        record(alerts);
        PendingMessage first = claim(20).get(0);
        queue.begin(first);
        queue.postpone(first, LATER, REJECTED);

        assertThat(names(claim(20))).containsExactly("quiet 1");
    }

    @Test
    void claimsOneMessagePerContainer() throws Exception {
        List<OutboxEntry> alerts = new ArrayList<>();
        for (int i = 1; i <= MANY; i++) {
            alerts.add(death("noisy", i));
        }
        record(alerts);

        List<PendingMessage> claimed = claim(20);
        queue.begin(claimed.get(0));
        queue.sent(claimed.get(0), "n");

        assertThat(names(claimed)).containsExactly("noisy 1");
        assertThat(names(claim(20))).containsExactly("noisy 2");
    }

    @Test
    void keepsOrderAfterRejection() throws Exception {
        record(List.of(death("a", 1), death("b", 1), death("c", 1)));
        PendingMessage first = claim(1).get(0);
        queue.begin(first);
        queue.postpone(first, Optional.empty(), REJECTED);

        assertThat(names(claim(20))).containsExactly("a 1", "b 1", "c 1");
    }

    @Test
    void retryNowKeepsOriginalOrder() throws Exception {
        record(List.of(death("a", 1), death("b", 1), death("c", 1)));
        for (PendingMessage message : claim(2)) {
            queue.begin(message);
            queue.postpone(message, LATER, REJECTED);
        }
        assertThat(names(claim(20))).containsExactly("c 1");

        queue.retryNow("n");

        assertThat(names(claim(20))).containsExactly("a 1", "b 1", "c 1");
    }

    @Test
    void givesUpUnreadableAlert() throws Exception {
        record(List.of(death("a", 1), death("b", 1)));
        store.transaction(
                sql -> sql.of("update alert set body = 'no JSON' where id = 1").update());

        assertThat(names(claim(20))).containsExactly("b 1");

        assertThat(outbox.waiting(List.of("n"))).isEqualTo(1);
        assertThat(store.transaction(sql -> new CounterRepository(sql).read()).of(Counter.FAILED, "n"))
                .isEqualTo(1);
        assertThat(log.lines()).singleElement().asString().contains("Notifier n", "giving up an unreadable message");
    }

    @Test
    void limitsAlertsPerClaim() throws Exception {
        List<OutboxEntry> alerts = new ArrayList<>();
        for (int group = 0; group < 4; group++) {
            for (int i = 1; i <= 600; i++) {
                alerts.add(death("g" + group + "-" + i, 600 * group + i));
            }
        }
        record(alerts);
        for (int group = 0; group < 4; group++) {
            // As if they had been gathered in four messages.
            long first = 600L * group + 1;
            store.transaction(sql -> sql.of("update alert set delivery = ? where id between ? and ?")
                    .update(first, first, first + 599));
            store.transaction(sql ->
                    sql.of("delete from delivery where id > ? and id < ?").update(first, first + 600));
        }

        assertThat(claim(20)).extracting(PendingMessage::total).containsExactly(600L, 600L);
    }

    @Test
    void takesOverClaimsOfEndedWatcher() throws Exception {
        record(List.of(death("a", 1), death("a", 2), death("b", 1)));
        watcher("insert into watcher (id, renewals) values (?, 0)");
        Queue other = new Queue(store, "other", clock);
        PendingMessage claimed = other.claim("n", 1).get(0);
        other.begin(claimed);

        assertThat(names(claim(20))).containsExactly("b 1");
        watcher("delete from watcher where id = ?");

        List<PendingMessage> takenOver = claim(20);
        assertThat(names(takenOver)).containsExactly("a 1", "b 1");
        assertThat(takenOver)
                .extracting(message -> message.entry().possibleDuplicate())
                .containsExactly(true, false);
        assertThat(other.sent(claimed, "n")).isFalse();
    }

    private void watcher(String statement) throws IOException {
        store.transaction(sql -> sql.of(statement).update("other"));
    }

    private void record(List<OutboxEntry> entrys) throws IOException {
        outbox.record(entrys, Map.of());
    }

    private List<PendingMessage> claim(int most) throws IOException {
        return queue.claim("n", most);
    }

    private static OutboxEntry death(String container, int number) {
        return new OutboxEntry.NewAlert(Alerts.alert(Events.of("""
                {"Type":"container","Action":"die","Actor":{"ID":"%s","Attributes":{"name":"%s %d"}},"timeNano":%d}""".formatted(
                        container, container, number, Duration.ofSeconds(number).toNanos()))));
    }

    private static List<String> names(List<PendingMessage> messages) {
        return messages.stream()
                .map(message -> message.alerts().get(0).event().attribute("name"))
                .toList();
    }
}
