package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.alert.MemoryBudget;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Records alerts, each event once, in one transaction with the cursors of their hosts. Thread-safe.
 *
 * @param routing decides when alerts are sent
 */
public record Outbox(Store store, Clock clock, AlertRouting.Factory routing) {

    private static final Set<String> ENDS = Set.of("die", "oom");

    /** The work of a transaction in which alerts are recorded or sent. */
    interface RoutingWork<T> {
        T in(Sql sql, CounterRepository counters, AlertRouting routing) throws SQLException;
    }

    <T> T transaction(RoutingWork<T> work) throws StoreException {
        return store.transaction(sql -> {
            CounterRepository counters = new CounterRepository(sql);
            AlertRouting router = routing.create(sql, now(), counters);
            T result = work.in(sql, counters, router);
            router.applyActiveHours();
            counters.write();
            return result;
        });
    }

    /** Returns the current time in milliseconds since the epoch. */
    long now() {
        return clock.millis();
    }

    DeliveryRepository deliveries(Sql sql) {
        return new DeliveryRepository(sql, now());
    }

    /**
     * Writes alerts, container events, and cursor updates in one transaction. Alerts that were recorded before, by this
     * watcher or another one, are ignored. A cursor never moves back.
     *
     * @return the ignored alerts
     */
    public List<Alert> record(List<OutboxEntry> entries, Map<String, CursorUpdate> updates) throws StoreException {
        // Hosts are locked in order: watchers of the same hosts write one after the other.
        Map<String, CursorUpdate> hosts = new TreeMap<>();
        for (OutboxEntry entry : entries) {
            if (entry instanceof OutboxEntry.NewAlert due) {
                hosts.put(due.alert().hostLabel(), CursorUpdate.to(null));
            }
        }
        hosts.putAll(updates);
        return transaction((sql, counters, router) -> {
            HostCursorRepository cursors = new HostCursorRepository(sql);
            for (Map.Entry<String, CursorUpdate> host : hosts.entrySet()) {
                cursors.advance(host.getKey(), host.getValue(), counters);
            }
            List<Alert> known = new ArrayList<>();
            for (OutboxEntry entry : entries) {
                if (entry instanceof OutboxEntry.ContainerEvent life) {
                    router.onEvent(life.host(), life.event());
                } else if (entry instanceof OutboxEntry.NewAlert due) {
                    Optional<Long> id = add(sql, due.alert(), counters);
                    if (id.isPresent()) {
                        router.route(id.get(), due.alert());
                    } else {
                        known.add(due.alert());
                    }
                }
            }
            return known;
        });
    }

    /** Records the alerts of a source, in the transaction in which it creates them. */
    public void record(AlertSource source) throws StoreException {
        transaction((sql, counters, router) -> {
            for (Alert alert : source.alerts(sql, now(), router)) {
                Optional<Long> id = add(sql, alert, counters);
                if (id.isPresent()) {
                    router.route(id.get(), alert);
                }
            }
            return null;
        });
    }

    /** Adds an alert and returns its id; empty if it is already recorded. */
    Optional<Long> add(Sql sql, Alert alert, CounterRepository counters) throws SQLException {
        AlertRepository alerts = new AlertRepository(sql);
        if (isKnownEnd(alert, alerts)) {
            return Optional.empty();
        }
        Optional<Long> id = alerts.add(alert, now());
        counters.add(Counter.ALERTS, alert.hostLabel(), id.isPresent() ? 1 : 0);
        return id;
    }

    /**
     * Returns whether the end of a container is recorded already. It is observed twice with different times: as an event by
     * one watcher, and derived from the container's state by another one or after a restart.
     */
    private static boolean isKnownEnd(Alert alert, AlertRepository alerts) throws SQLException {
        DockerEvent event = alert.event();
        if (!event.type().equals("container") || !ENDS.contains(event.action())) {
            return false;
        }
        if (event.origin() == DockerEvent.Origin.FOUND_AFTERWARDS) {
            return alerts.containsSince(alert, event.sameSince());
        }
        // A replayed event must not be taken for another end of its container.
        return alerts.contains(alert) || alerts.confirmDerived(alert);
    }

    /** Creates the messages that are due by now. */
    public void sendDue() throws StoreException {
        transaction((sql, counters, router) -> {
            router.sendDue();
            return null;
        });
    }

    Optional<HostCursor.Stored> cursor(String host) throws StoreException {
        return store.transaction(sql -> new HostCursorRepository(sql).stored(host));
    }

    long waiting(Collection<String> notifiers) throws StoreException {
        return store.transaction(sql -> {
            long waiting = 0;
            for (String notifier : notifiers) {
                waiting += deliveries(sql).countWaiting(notifier);
            }
            return waiting;
        });
    }

    boolean anyWaiting(Collection<String> notifiers) throws StoreException {
        return store.transaction(sql -> {
            boolean any = false;
            for (String notifier : notifiers) {
                any |= deliveries(sql).anyWaiting(notifier);
            }
            return any;
        });
    }

    /** Returns the alerts that wait to be sent or are in a grace period. */
    public MemoryBudget usage() throws StoreException {
        return store.transaction(sql -> new AlertRepository(sql).waiting());
    }

    /** Returns when something is due next, in milliseconds since the epoch; empty: never. */
    public Optional<Long> nextDue() throws StoreException {
        return transaction((sql, counters, router) -> Stream.of(deliveries(sql).nextDue(), router.nextDue())
                .flatMap(Optional::stream)
                .min(Long::compare));
    }

    public long countDue() throws StoreException {
        return store.transaction(sql -> deliveries(sql).countDue());
    }

    long size() throws StoreException {
        return store.transaction(sql -> deliveries(sql).countWaiting());
    }

    /**
     * Deletes old alerts, messages, and groups. Keeps what is still needed, see {@link AlertRepository#deleteBefore}.
     *
     * @param age the minimum age of deleted alerts
     */
    public void forget(Duration age) throws StoreException {
        long before = now() - age.toMillis();
        transaction((sql, counters, router) -> {
            new AlertRepository(sql).deleteBefore(before);
            deliveries(sql).deleteFinishedBefore(before);
            router.forgetBefore(before);
            return null;
        });
    }

    /**
     * Deletes the oldest alerts if there are more than a number of them or of their characters.
     *
     * @return whether the limit is still exceeded because the alerts are still needed
     */
    public boolean shrink(long alerts, long characters) throws StoreException {
        return store.transaction(sql -> {
            AlertRepository repository = new AlertRepository(sql);
            MemoryBudget size = repository.size();
            if (size.alerts() <= alerts && size.characters() <= characters) {
                return false;
            }
            // Deletes down to half the limit, so that this is not repeated for the next alert.
            long fitting = Math.min(alerts, (long) (size.alerts() * ((double) characters / size.characters())));
            repository.deleteOldest(fitting / 2);
            deliveries(sql).deleteFinishedBefore(Long.MAX_VALUE);
            MemoryBudget remaining = repository.size();
            return remaining.alerts() > alerts || remaining.characters() > characters;
        });
    }
}
