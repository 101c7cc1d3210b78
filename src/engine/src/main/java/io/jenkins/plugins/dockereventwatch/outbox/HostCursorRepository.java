package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table of watched hosts and their cursors. */
final class HostCursorRepository {

    private final Sql sql;

    HostCursorRepository(Transaction transaction) {
        this.sql = new Sql(transaction);
    }

    /**
     * Advances a host's cursor, which never moves back, and counts the events that no other watcher has counted. Locks the
     * host until the end of the transaction.
     */
    void advance(String host, CursorUpdate update, CounterRepository counters) throws SQLException {
        String label = Sql.label(host);
        long before = lock(label);
        if (update.reached() != null && nanos(update.reached()) > before) {
            sql.update(
                    "update host set seen_until = ?,"
                            + " watched_since = case when seen_until = 0 then ? else watched_since end where label = ?",
                    nanos(update.reached()),
                    nanos(update.begun()),
                    label);
        }
        counters.add(Counter.EVENTS, host, update.eventsAfter(before));
        counters.add(Counter.GAPS, host, update.gaps());
    }

    private long lock(String label) throws SQLException {
        String query = "select seen_until from host where label = ? for update";
        Optional<Long> known = sql.number(query, label);
        if (known.isPresent()) {
            return known.get();
        }
        sql.update("insert into host (label, seen_until) values (?, 0) on conflict do nothing", label);
        return sql.count(query, label);
    }

    Optional<HostCursor.Stored> stored(String host) throws SQLException {
        return sql.first(
                row -> new HostCursor.Stored(time(row.getLong(1)), time(row.getLong(2))),
                "select watched_since, seen_until from host where label = ? and seen_until > 0",
                Sql.label(host));
    }

    static Instant time(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
