package io.jenkins.plugins.dockereventwatch.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.delivery.LoggedLines;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is claimed of much that waits, and in which order. */
class ClaimTest {

    /** More than are looked at together. */
    private static final int MANY = 1200;

    private final Clock clock = Clock.fixed(Alerts.NOW, ZoneOffset.UTC);
    private final LoggedLines log = new LoggedLines();
    private Store store;
    private Outbox outbox;
    private DeliveryQueue dispatch;

    @BeforeEach
    void open() throws IOException {
        store = Store.open(new StateLocation.Memory());
        outbox = new Outbox(store, clock);
        dispatch = new DeliveryQueue(store, "watcher", clock);
    }

    @AfterEach
    void close() {
        store.close();
        log.close();
    }

    @Test
    void containerWithAThousandMailsThatAreHeldUpHidesNoOther() throws Exception {
        List<OutboxEntry> alerts = new ArrayList<>();
        for (int i = 1; i <= MANY; i++) {
            alerts.add(death("noisy", i));
        }
        alerts.add(death("quiet", 1));
        record(alerts);
        PendingMessage first = claim(20).get(0);
        dispatch.begin(first);
        dispatch.postponed(first, Alerts.NOW.plusSeconds(60), new DeliveryQueue.Failure("later", false, List.of()));

        assertThat(names(claim(20))).containsExactly("quiet 1");
    }

    @Test
    void ofAContainerWithManyMailsOneIsClaimedAtATime() throws Exception {
        List<OutboxEntry> alerts = new ArrayList<>();
        for (int i = 1; i <= MANY; i++) {
            alerts.add(death("noisy", i));
        }
        record(alerts);

        List<PendingMessage> claimed = claim(20);
        dispatch.begin(claimed.get(0));
        dispatch.sent(claimed.get(0), "n");

        assertThat(names(claimed)).containsExactly("noisy 1");
        assertThat(names(claim(20))).containsExactly("noisy 2");
    }

    @Test
    void mailThatTheServerTookNotKeepsItsPlace() throws Exception {
        record(List.of(death("a", 1), death("b", 1), death("c", 1)));
        PendingMessage first = claim(1).get(0);
        dispatch.begin(first);
        dispatch.postponed(first, null, new DeliveryQueue.Failure("away", false, List.of()));

        assertThat(names(claim(20))).containsExactly("a 1", "b 1", "c 1");
    }

    @Test
    void mailsThatAreHastenedGoInTheirOldOrderAndNotBehindTheRest() throws Exception {
        record(List.of(death("a", 1), death("b", 1), death("c", 1)));
        for (PendingMessage parcel : claim(2)) {
            dispatch.begin(parcel);
            dispatch.postponed(
                    parcel, Alerts.NOW.plusSeconds(60), new DeliveryQueue.Failure("later", false, List.of()));
        }
        assertThat(names(claim(20))).containsExactly("c 1");

        dispatch.hasten("n");

        assertThat(names(claim(20))).containsExactly("a 1", "b 1", "c 1");
    }

    @Test
    void alertThatCannotBeReadIsGivenUpAndTheRestGoesOn() throws Exception {
        record(List.of(death("a", 1), death("b", 1)));
        store.transaction(connection -> new Sql(connection).update("update alert set body = 'no JSON' where id = 1"));

        assertThat(names(claim(20))).containsExactly("b 1");

        assertThat(outbox.waiting(List.of("n"))).isEqualTo(1);
        assertThat(store.transaction(connection -> Counters.read(new Sql(connection)))
                        .of(Counter.FAILED, "n"))
                .isEqualTo(1);
        assertThat(log.lines()).singleElement().asString().contains("notifier n", "cannot be read", "given up");
    }

    @Test
    void alertsThatAreClaimedTogetherAreBoundedInNumber() throws Exception {
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
            store.transaction(connection -> new Sql(connection)
                    .update("update alert set delivery = ? where id between ? and ?", first, first, first + 599));
            store.transaction(connection ->
                    new Sql(connection).update("delete from delivery where id > ? and id < ?", first, first + 600));
        }

        assertThat(claim(20)).extracting(PendingMessage::total).containsExactly(600L, 600L);
    }

    @Test
    void whatAnotherWatcherHasClaimedIsItsOwnAsLongAsItLives() throws Exception {
        record(List.of(death("a", 1), death("a", 2), death("b", 1)));
        watcher("insert into watcher (id, beats) values (?, 0)");
        DeliveryQueue other = new DeliveryQueue(store, "other", clock);
        PendingMessage claimed = other.claim("n", 1).get(0);
        other.begin(claimed);

        assertThat(names(claim(20))).containsExactly("b 1");
        watcher("delete from watcher where id = ?");

        List<PendingMessage> takenOver = claim(20);
        assertThat(names(takenOver)).containsExactly("a 1", "b 1");
        assertThat(takenOver).extracting(PendingMessage::doubtful).containsExactly(true, false);
        assertThat(other.sent(claimed, "n")).isFalse();
    }

    private void watcher(String statement) throws IOException {
        store.transaction(connection -> new Sql(connection).update(statement, "other"));
    }

    private void record(List<OutboxEntry> observations) throws IOException {
        outbox.record(observations, Map.of());
    }

    private List<PendingMessage> claim(int most) throws IOException {
        return dispatch.claim("n", most);
    }

    private static OutboxEntry death(String container, int number) {
        return new OutboxEntry.Due(Alerts.alert(Events.of("""
                {"Type":"container","Action":"die","Actor":{"ID":"%s","Attributes":{"name":"%s %d"}},"timeNano":%d}""".formatted(
                        container, container, number, Duration.ofSeconds(number).toNanos()))));
    }

    private static List<String> names(List<PendingMessage> parcels) {
        return parcels.stream()
                .map(parcel -> parcel.alerts().get(0).event().attribute("name"))
                .toList();
    }
}
