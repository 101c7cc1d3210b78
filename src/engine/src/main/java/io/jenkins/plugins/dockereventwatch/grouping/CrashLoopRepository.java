package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The table of current crash loops. All times are milliseconds since the epoch. */
record CrashLoopRepository(Sql sql) {

    private static final String SELECT = "select id, notifier, ordering_key, name, alert, deaths, started_at,"
            + " last_death_at, announced_at from crash_loop ";

    /** A crash loop with the id of its latest alert, and when the latest message about it was created. */
    record CrashLoop(long id, TrackedContainer container, long alert, Deaths deaths, long announced) {

        /** The number of deaths, and the times at which the loop started and of the latest one. */
        record Deaths(int number, long started, long last) {}

        private static CrashLoop of(ResultSet row) throws SQLException {
            return new CrashLoop(
                    row.getLong(1),
                    new TrackedContainer(row.getString(2), row.getString(3), row.getString(4)),
                    row.getLong(5),
                    new Deaths(row.getInt(6), row.getLong(7), row.getLong(8)),
                    row.getLong(9));
        }
    }

    /** Returns and locks a crash loop; empty if there is none. */
    Optional<CrashLoop> lock(String key) throws SQLException {
        return sql.of(SELECT + "where loop_key = ? for update").first(CrashLoop::of, key);
    }

    /** Adds a crash loop without an id, which ends after the period {@code quiet} without a death. */
    void add(String key, CrashLoop loop, Duration quiet) throws SQLException {
        sql.of("insert into crash_loop (loop_key, notifier, ordering_key, name, alert, deaths, started_at,"
                        + " last_death_at, announced_at, quiet_millis) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .update(
                        key,
                        Sql.label(loop.container.notifier()),
                        loop.container.orderingKey(),
                        Sql.name(loop.container.name()),
                        loop.alert,
                        loop.deaths.number,
                        loop.deaths.started,
                        loop.deaths.last,
                        loop.announced,
                        quiet.toMillis());
    }

    void update(CrashLoop loop) throws SQLException {
        sql.of("update crash_loop set deaths = ?, last_death_at = ?, alert = ?, announced_at = ? where id = ?")
                .update(loop.deaths.number, loop.deaths.last, loop.alert, loop.announced, loop.id);
    }

    /** Returns and locks the crash loops that have ended. */
    List<CrashLoop> ended(long now) throws SQLException {
        return sql.of(SELECT + "where last_death_at + quiet_millis <= ? order by id for update skip locked")
                .query(CrashLoop::of, now);
    }

    /** Returns when the next crash loop ends unless its container dies before; empty if there is none. */
    Optional<Long> nextEnd() throws SQLException {
        return sql.of("select min(last_death_at + quiet_millis) from crash_loop")
                .number();
    }

    void delete(long id) throws SQLException {
        sql.of("delete from crash_loop where id = ?").update(id);
    }
}
