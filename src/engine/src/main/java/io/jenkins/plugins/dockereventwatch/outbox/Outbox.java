package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouter;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRepository;
import io.jenkins.plugins.dockereventwatch.silence.Silences;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Alerts on their way in: written together with how far their hosts are dealt with, each event once. */
public final class Outbox {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_LABEL = 500;

    private final Store store;
    private final Clock clock;
    private volatile NotificationPolicies handlings = NotificationPolicies.EACH;
    private volatile Silences silences = Silences.NONE;
    private volatile boolean silencesRead;

    public Outbox(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public Store store() {
        return store;
    }

    /** Replaces how alerts go out from now on. */
    public void replaceHandlings(NotificationPolicies replacement) {
        handlings = replacement;
        silencesRead = false;
    }

    public NotificationPolicies handlings() {
        return handlings;
    }

    /**
     * Writes what happened and how far hosts are dealt with in one transaction. An alert that was written before, by this
     * watcher or another, is left out; a cursor never goes back.
     *
     * @return the alerts that were left out
     */
    public List<Alert> record(List<OutboxEntry> observations, Map<String, CursorUpdate> progress)
            throws StoreException {
        Silences silenced = silences();
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            // Locked in their order: two watchers of the same hosts write one after the other.
            Map<String, CursorUpdate> hosts = new TreeMap<>();
            for (OutboxEntry observation : observations) {
                if (observation instanceof OutboxEntry.Due due) {
                    hosts.put(label(due.alert().hostLabel()), CursorUpdate.to(null));
                }
            }
            progress.forEach((host, way) -> hosts.put(label(host), way));
            CounterBatch tally = new CounterBatch(sql);
            for (Map.Entry<String, CursorUpdate> host : hosts.entrySet()) {
                new HostCursorRepository(sql, host.getKey()).advance(host.getValue(), tally);
            }
            List<Alert> known = new ArrayList<>();
            AlertRouter routing = routing(sql, silenced, tally);
            for (OutboxEntry observation : observations) {
                if (observation instanceof OutboxEntry.Life life) {
                    routing.saw(label(life.host()), life.event());
                } else if (observation instanceof OutboxEntry.Due due) {
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
    public boolean tick() throws StoreException {
        silencesRead = false;
        Silences silenced = silences();
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            CounterBatch tally = new CounterBatch(sql);
            routing(sql, silenced, tally).tick();
            tally.write();
            return true;
        });
    }

    /** Those in force; to be asked outside of a transaction, since it has one of its own. */
    Silences silences() throws StoreException {
        if (!silencesRead) {
            silences = new Silences(new SilenceRepository(store, clock).list(), handlings.silences());
            silencesRead = true;
        }
        return silences;
    }

    /** Decides what becomes of alerts, in a transaction. */
    AlertRouter routing(Sql sql, Silences silenced, CounterBatch tally) {
        return new AlertRouter(sql, handlings, silenced, now(), tally);
    }

    /** In milliseconds since the epoch. */
    long now() {
        return clock.millis();
    }

    /** Returns the number of the alert; empty: it was known. */
    Optional<Long> add(Sql sql, Alert alert, CounterBatch tally) throws SQLException {
        DockerEvent event = alert.event();
        String host = label(alert.hostLabel());
        String key = key(alert);
        if (new DeathDeduplicator(sql).isKnown(alert, host, name(event.actorId()), key)) {
            return Optional.empty();
        }
        Optional<Long> id = sql.insert(
                "insert into alert (event_key, host, actor, action, time_nano, found_afterwards, notifier, recorded_at,"
                        + " container, urgent, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                key,
                host,
                name(event.actorId()),
                name(event.action()),
                event.timeNano(),
                event.origin() == DockerEvent.Origin.FOUND_AFTERWARDS ? 1 : 0,
                label(alert.notifier()),
                clock.millis(),
                label(EventClassifier.container(event)),
                EventClassifier.isUrgent(event),
                AlertJson.write(alert));
        tally.add(Counter.ALERTS, host, id.isPresent() ? 1 : 0);
        return id;
    }

    private static String key(Alert alert) {
        DockerEvent.Key key = alert.event().key();
        return Digest.of(
                alert.hostLabel(), Long.toString(key.timeNano()), key.actorId(), key.action(), alert.notifier());
    }

    /** How far a host's events are dealt with; empty: it was never watched. */
    Optional<HostCursor.Stored> cursor(String host) throws StoreException {
        return store.transaction(connection -> new HostCursorRepository(new Sql(connection), label(host)).stored());
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

    /** How much waits to be sent, or for what becomes of its container. */
    public MemoryBudget.Load load() throws StoreException {
        return store.transaction(connection -> new Sql(connection)
                .first(
                        row -> new MemoryBudget.Load(row.getLong(1), row.getLong(2)),
                        "select count(*), coalesce(sum(char_length(body)), 0) from alert where held_until is not null"
                                + " or delivery in (select id from delivery where state = 'waiting')")
                .orElseThrow());
    }

    /** When something is to be done or sent next, in milliseconds since the epoch; empty: nothing waits. */
    public Optional<Long> next() throws StoreException {
        return store.transaction(connection -> new Sql(connection)
                .first(
                        row -> row.getLong(1),
                        "select due from (select min(due_at) as due from delivery where state = 'waiting'"
                                + " union all select min(last_at + quiet_millis) from crash_loop"
                                + " union all select min(over_at) from trouble"
                                + " union all select min(held_until) from alert) as times"
                                + " where due is not null order by due fetch first 1 row only"));
    }

    /** How many messages are due by now. */
    public long due() throws StoreException {
        return store.transaction(connection -> new Sql(connection)
                .count("select count(*) from delivery where state = 'waiting' and due_at <= ?", clock.millis()));
    }

    /** How many messages wait at all. */
    long size() throws StoreException {
        return store.transaction(
                connection -> new Sql(connection).count("select count(*) from delivery where state = 'waiting'"));
    }

    public static String name(String text) {
        return SafeText.abbreviate(text, LONGEST_NAME);
    }

    public static String label(String text) {
        return SafeText.abbreviate(text, LONGEST_LABEL);
    }
}
