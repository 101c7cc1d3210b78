package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a host's events are dealt with, in the state.
 *
 * @param sql of one transaction
 * @param label the host's name
 */
record HostCursorRepository(Sql sql, String label) {

    /** Goes on, never back, and counts what no other watcher has counted; stays locked until the transaction's end. */
    void advance(CursorUpdate progress, CounterBatch tally) throws SQLException {
        long before = lock();
        if (progress.reached() != null && nanos(progress.reached()) > before) {
            long reached = nanos(progress.reached());
            sql.update(
                    "update host set seen_until = ?, begun = case when seen_until = 0 then ? else begun end"
                            + " where label = ?",
                    reached,
                    nanos(progress.begun()),
                    label);
        }
        tally.add(Counter.EVENTS, label, progress.eventsAfter(before));
        tally.add(Counter.GAPS, label, progress.gaps());
    }

    private long lock() throws SQLException {
        String query = "select seen_until from host where label = ? for update";
        Optional<Long> known = sql.first(row -> row.getLong(1), query, label);
        if (known.isPresent()) {
            return known.get();
        }
        sql.update("insert into host (label, seen_until, begun) values (?, 0, 0) on conflict do nothing", label);
        return sql.count(query, label);
    }

    /** What is remembered; empty: the host was never watched. */
    Optional<HostCursor.Stored> stored() throws SQLException {
        return sql.first(
                row -> new HostCursor.Stored(time(row.getLong(1)), time(row.getLong(2))),
                "select begun, seen_until from host where label = ? and seen_until > 0",
                label);
    }

    static Instant time(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
