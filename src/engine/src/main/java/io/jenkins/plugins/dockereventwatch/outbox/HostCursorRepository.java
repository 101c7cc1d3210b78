package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table of watched hosts and their cursors. */
record HostCursorRepository(Sql sql) {

    /**
     * Advances a host's cursor, which never moves back, and counts the events that no other watcher has counted. Locks the
     * host until the end of the transaction.
     */
    void advance(String host, CursorUpdate update, CounterRepository counters) throws SQLException {
        String label = Sql.label(host);
        long before = lock(label);
        if (update.reached() != null && nanos(update.reached()) > before) {
            sql.of("update host set seen_until = ?,"
                            + " watched_since = case when seen_until = 0 then ? else watched_since end where label = ?")
                    .update(nanos(update.reached()), nanos(update.begun()), label);
        }
        counters.add(Counter.EVENTS, host, update.eventsAfter(before));
        counters.add(Counter.GAPS, host, update.gaps());
    }

    private long lock(String label) throws SQLException {
        String query = "select seen_until from host where label = ? for update";
        Optional<Long> known = sql.of(query).number(label);
        if (known.isPresent()) {
            return known.get();
        }
        sql.of("insert into host (label, seen_until) values (?, 0) on conflict do nothing")
                .update(label);
        return sql.of(query).count(label);
    }

    Optional<HostCursor.Stored> stored(String host) throws SQLException {
        return sql.of("select watched_since, seen_until from host where label = ? and seen_until > 0")
                .first(row -> new HostCursor.Stored(time(row.getLong(1)), time(row.getLong(2))), Sql.label(host));
    }

    static Instant time(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
