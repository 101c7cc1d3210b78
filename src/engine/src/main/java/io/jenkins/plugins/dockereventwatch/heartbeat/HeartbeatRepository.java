package io.jenkins.plugins.dockereventwatch.heartbeat;

import io.jenkins.plugins.dockereventwatch.outbox.Counters;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The table {@code heartbeat}: the heartbeats that were written. */
record HeartbeatRepository(Sql sql) {

    /** A schedule looks back as far as this. */
    private static final Duration RETENTION = Duration.ofDays(400);

    /**
     * A heartbeat, or the start of the first period.
     *
     * @param due when it was due
     * @param written when it was written
     * @param totals the counters at that time
     */
    record Written(Instant due, Instant written, Counters totals) {}

    /** The latest heartbeat; empty: there is none. */
    Optional<Written> last() throws SQLException {
        return sql.of("select due_at, written_at, totals from heartbeat order by due_at desc fetch first 1 rows only")
                .first(row -> new Written(
                        Instant.ofEpochMilli(row.getLong(1)),
                        Instant.ofEpochMilli(row.getLong(2)),
                        Counters.ofJson(row.getString(3))));
    }

    /** Adds a heartbeat, and deletes old ones. Returns false if this or another watcher added it before. */
    boolean claim(Written heartbeat) throws SQLException {
        long due = heartbeat.due.toEpochMilli();
        boolean inserted = sql.of(
                        "insert into heartbeat (due_at, written_at, totals) values (?, ?, ?) on conflict do nothing")
                .changes(due, heartbeat.written, heartbeat.totals.json());
        sql.of("delete from heartbeat where due_at < ?").update(due - RETENTION.toMillis());
        return inserted;
    }
}
