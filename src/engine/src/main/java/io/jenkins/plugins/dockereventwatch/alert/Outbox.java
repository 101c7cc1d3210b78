package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Alerts on their way in: written together with how far their hosts are dealt with, each event once. */
final class Outbox {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_LABEL = 500;

    private static final String MOVING = "moving";

    private final Store store;
    private final Clock clock;
    private volatile Handlings handlings = Handlings.EACH;
    private volatile Silences silences = Silences.NONE;
    private volatile boolean silencesRead;

    Outbox(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Store store() {
        return store;
    }

    /** Replaces how alerts go out from now on. */
    void replaceHandlings(Handlings replacement) {
        handlings = replacement;
        silencesRead = false;
    }

    Handlings handlings() {
        return handlings;
    }

    /**
     * Writes what happened and how far hosts are dealt with in one transaction. An alert that was written before, by this
     * watcher or another, is left out; a cursor never goes back.
     *
     * @return the alerts that were left out
     */
    List<Alert> record(List<Observation> observations, Map<String, Progress> progress) throws StoreException {
        Silences silenced = silences();
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            // Locked in their order: two watchers of the same hosts write one after the other.
            Map<String, Progress> hosts = new TreeMap<>();
            for (Observation observation : observations) {
                if (observation instanceof Observation.Due due) {
                    hosts.put(label(due.alert().hostLabel()), Progress.to(null));
                }
            }
            progress.forEach((host, way) -> hosts.put(label(host), way));
            Tally tally = new Tally(sql);
            for (Map.Entry<String, Progress> host : hosts.entrySet()) {
                new HostRow(sql, host.getKey()).advance(host.getValue(), tally);
            }
            List<Alert> known = new ArrayList<>();
            Routing routing = new Routing(sql, handlings, silenced, clock.millis(), tally);
            for (Observation observation : observations) {
                if (observation instanceof Observation.Life life) {
                    routing.saw(label(life.host()), life.event());
                } else if (observation instanceof Observation.Due due) {
                    Optional<Long> id = add(sql, due.alert(), tally);
                    if (id.isPresent()) {
                        routing.route(id.get(), due.alert());
                    } else {
                        known.add(due.alert());
                    }
                }
            }
            tally.write();
            return known;
        });
    }

    /** Does what is due by now; returns whether there may be something new to send. */
    boolean tick() throws StoreException {
        silencesRead = false;
        Silences silenced = silences();
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            Tally tally = new Tally(sql);
            new Routing(sql, handlings, silenced, clock.millis(), tally).tick();
            tally.write();
            return true;
        });
    }

    private Silences silences() throws StoreException {
        if (!silencesRead) {
            silences = new Silences(new SilenceBook(store, clock).list(), handlings.silences());
            silencesRead = true;
        }
        return silences;
    }

    /** Returns the number of the alert; empty: it was known. */
    private Optional<Long> add(Sql sql, Alert alert, Tally tally) throws SQLException {
        DockerEvent event = alert.event();
        String host = label(alert.hostLabel());
        if (new FoundDeaths(sql).isKnown(alert, host, name(event.actorId()))) {
            return Optional.empty();
        }
        Optional<Long> id = sql.insert(
                "insert into alert (event_key, host, actor, action, time_nano, found_afterwards, notifier, recorded_at,"
                        + " container, urgent, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                key(alert),
                host,
                name(event.actorId()),
                name(event.action()),
                event.timeNano(),
                event.origin() == DockerEvent.Origin.FOUND_AFTERWARDS ? 1 : 0,
                label(alert.notifier()),
                clock.millis(),
                label(Happening.container(event)),
                Happening.isUrgent(event),
                AlertJson.write(alert));
        tally.add(Count.ALERTS, host, id.isPresent() ? 1 : 0);
        return id;
    }

    private static String key(Alert alert) {
        DockerEvent.Key key = alert.event().key();
        return Digest.of(
                alert.hostLabel(), Long.toString(key.timeNano()), key.actorId(), key.action(), alert.notifier());
    }

    /** How far a host's events are dealt with; empty: it was never watched. */
    Optional<HostCursor.Stored> cursor(String host) throws StoreException {
        return store.transaction(connection -> new HostRow(new Sql(connection), label(host)).stored());
    }

    /** How many messages wait for some notifiers. */
    long waiting(Collection<String> notifiers) throws StoreException {
        return store.transaction(connection -> {
            long waiting = 0;
            for (String notifier : notifiers) {
                waiting += new Sql(connection)
                        .count(
                                "select count(*) from delivery where notifier = ? and state = 'waiting'",
                                label(notifier));
            }
            return waiting;
        });
    }

    /** Whether a message waits for one of some notifiers. */
    boolean anyWaits(Collection<String> notifiers) throws StoreException {
        return store.transaction(connection -> {
            boolean any = false;
            for (String notifier : notifiers) {
                any |= new Sql(connection)
                        .first(
                                row -> row.getLong(1),
                                "select id from delivery where notifier = ? and state = 'waiting'"
                                        + " fetch first 1 rows only",
                                label(notifier))
                        .isPresent();
            }
            return any;
        });
    }

    /** Forgets what came to its end long ago, and is of no use any more for telling a replayed event from a new one. */
    int forget(Duration age) throws StoreException {
        long before = clock.millis() - age.toMillis();
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            sql.update(
                    "delete from alert where recorded_at < ? and not exists (select 1 from delivery d where d.id ="
                            + " alert.delivery and (d.state = 'waiting' or d.finished_at >= ?))"
                            + " and time_nano < (select seen_until from host where label = alert.host)",
                    before,
                    before);
            return sql.update(
                    "delete from delivery where state <> 'waiting' and finished_at < ?"
                            + " and not exists (select 1 from alert a where a.delivery = delivery.id)",
                    before);
        });
    }

    /** How many messages are due by now. */
    long due() throws StoreException {
        return store.transaction(connection -> new Sql(connection)
                .count("select count(*) from delivery where state = 'waiting' and due_at <= ?", clock.millis()));
    }

    /** How many messages wait at all. */
    long size() throws StoreException {
        return store.transaction(
                connection -> new Sql(connection).count("select count(*) from delivery where state = 'waiting'"));
    }

    /**
     * An alert that changes places.
     *
     * @param state what became of its delivery
     */
    record Kept(long delivery, Alert alert, String state, boolean doubtful, String recipients) {}

    /** All alerts but those that are being sent right now; what waits is sent no more from here. */
    List<Kept> take() throws StoreException {
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            sql.update("update delivery set state = 'moving' where state = 'waiting' and not in_flight");
            return sql.query(
                    row -> new Kept(
                            row.getLong(1),
                            AlertJson.read(row.getString(2)),
                            row.getString(3),
                            row.getBoolean(4),
                            row.getString(5)),
                    "select d.id, a.body, d.state, d.doubtful, d.recipients from alert a join delivery d"
                            + " on d.id = a.delivery where d.state <> 'waiting' order by a.id");
        });
    }

    /** Undoes {@link #take}. */
    void untake(List<Kept> kept) throws StoreException {
        store.transaction(connection -> {
            for (Kept one : kept) {
                new Sql(connection)
                        .update(
                                "update delivery set state = 'waiting' where id = ? and state = 'moving'",
                                one.delivery);
            }
            return null;
        });
    }

    /** Forgets what was taken. */
    void removeTaken(List<Kept> kept) throws StoreException {
        store.transaction(connection -> {
            Sql sql = new Sql(connection);
            for (Kept one : kept) {
                sql.update("delete from alert where delivery = ?", one.delivery);
                sql.update("delete from delivery where id = ?", one.delivery);
            }
            return null;
        });
    }

    /** Takes in what was taken elsewhere; what was sent there is not sent again. */
    void putBack(List<Kept> kept) throws StoreException {
        Silences silenced = silences();
        store.transaction(connection -> {
            Sql sql = new Sql(connection);
            long now = clock.millis();
            Tally tally = new Tally(sql);
            Routing routing = new Routing(sql, handlings, silenced, now, tally);
            // Several alerts may have gone out in one message.
            Set<Long> counted = new HashSet<>();
            for (Kept one : kept) {
                Optional<Long> id = add(sql, one.alert, tally);
                boolean untouched = one.state.equals(MOVING) && !one.doubtful && one.recipients == null;
                if (id.isPresent() && untouched) {
                    routing.route(id.get(), one.alert);
                } else if (id.isPresent()) {
                    putBack(sql, id.get(), one, now);
                    if (counted.add(one.delivery)) {
                        tally.add(Count.SENT, one.alert.notifier(), one.state.equals("sent") ? 1 : 0);
                        tally.add(Count.FAILED, one.alert.notifier(), one.state.equals("failed") ? 1 : 0);
                    }
                }
            }
            tally.write();
            return null;
        });
    }

    private static void putBack(Sql sql, long id, Kept kept, long now) throws SQLException {
        Deliveries deliveries = new Deliveries(sql, now);
        String lane = Digest.of(kept.alert.hostLabel(), kept.alert.event().actorId());
        long delivery = deliveries.add(label(kept.alert.notifier()), lane, now);
        deliveries.attach(id, delivery);
        boolean waits = kept.state.equals(MOVING);
        sql.update(
                "update delivery set state = ?, doubtful = ?, recipients = ?, finished_at = ? where id = ?",
                waits ? "waiting" : kept.state,
                kept.doubtful,
                kept.recipients,
                waits ? null : now,
                delivery);
    }

    static String name(String text) {
        return HeaderText.cut(text, LONGEST_NAME);
    }

    static String label(String text) {
        return HeaderText.cut(text, LONGEST_LABEL);
    }
}
