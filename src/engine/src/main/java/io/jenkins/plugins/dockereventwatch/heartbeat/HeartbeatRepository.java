package io.jenkins.plugins.dockereventwatch.heartbeat;

import io.jenkins.plugins.dockereventwatch.outbox.Counters;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A heartbeat that was written, or the beginning.
 *
 * @param due when it was due
 * @param written when it was written
 * @param totals what had been counted then
 */
record HeartbeatRepository(Instant due, Instant written, Counters totals) {

    /** As long as a schedule looks back. */
    private static final Duration REMEMBERED = Duration.ofDays(400);

    /** The last one; empty: there was none. */
    static Optional<HeartbeatRepository> last(Sql sql) throws SQLException {
        return sql.first(
                row -> new HeartbeatRepository(
                        Instant.ofEpochMilli(row.getLong(1)),
                        Instant.ofEpochMilli(row.getLong(2)),
                        Counters.ofJson(row.getString(3))),
                "select due_at, written_at, totals from heartbeat order by due_at desc fetch first 1 rows only");
    }

    /** Takes its place; false if another watcher did. */
    static boolean insert(Sql sql, HeartbeatRepository row) throws SQLException {
        long due = row.due.toEpochMilli();
        int inserted = sql.update(
                "insert into heartbeat (due_at, written_at, totals) values (?, ?, ?) on conflict do nothing",
                due,
                row.written.toEpochMilli(),
                row.totals.json());
        sql.update("delete from heartbeat where due_at < ?", due - REMEMBERED.toMillis());
        return inserted > 0;
    }
}
