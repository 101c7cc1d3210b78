package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The table of current crash loops. All times are milliseconds since the epoch. */
final class CrashLoopRepository {

    private static final String SELECT = "select id, notifier, ordering_key, name, host, alert, deaths, started_at,"
            + " last_death_at, announced_at from crash_loop ";

    private final Sql sql;

    CrashLoopRepository(Transaction transaction) {
        this.sql = new Sql(transaction);
    }

    /**
     * A crash loop.
     *
     * @param id ignored by {@link #add}
     * @param name the container's name, for people
     * @param alert the id of the latest alert
     * @param announced when the latest message about it was created
     */
    record CrashLoop(
            long id,
            String notifier,
            String orderingKey,
            String name,
            String host,
            long alert,
            int deaths,
            long started,
            long lastDeath,
            long announced) {

        private static CrashLoop of(ResultSet row) throws SQLException {
            return new CrashLoop(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getLong(6),
                    row.getInt(7),
                    row.getLong(8),
                    row.getLong(9),
                    row.getLong(10));
        }
    }

    /** Returns and locks a crash loop; empty if there is none. */
    Optional<CrashLoop> lock(String key) throws SQLException {
        return sql.first(CrashLoop::of, SELECT + "where loop_key = ? for update", key);
    }

    /**
     * Adds a crash loop.
     *
     * @param quiet the loop ends after this period without a death
     */
    void add(String key, CrashLoop loop, Duration quiet) throws SQLException {
        sql.update(
                "insert into crash_loop (loop_key, notifier, ordering_key, name, host, alert, deaths, started_at,"
                        + " last_death_at, announced_at, quiet_millis) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key,
                Sql.label(loop.notifier),
                loop.orderingKey,
                Sql.name(loop.name),
                Sql.label(loop.host),
                loop.alert,
                loop.deaths,
                loop.started,
                loop.lastDeath,
                loop.announced,
                quiet.toMillis());
    }

    /** Records a further death. */
    void update(long id, long alert, int deaths, long lastDeath, long announced) throws SQLException {
        sql.update(
                "update crash_loop set deaths = ?, last_death_at = ?, alert = ?, announced_at = ? where id = ?",
                deaths,
                lastDeath,
                alert,
                announced,
                id);
    }

    /** Returns and locks the crash loops that have ended. */
    List<CrashLoop> ended(long now) throws SQLException {
        return sql.query(
                CrashLoop::of,
                SELECT + "where last_death_at + quiet_millis <= ? order by id for update skip locked",
                now);
    }

    /** Returns when the next crash loop ends unless its container dies before; empty if there is none. */
    Optional<Long> nextEnd() throws SQLException {
        return sql.number("select min(last_death_at + quiet_millis) from crash_loop");
    }

    void delete(long id) throws SQLException {
        sql.update("delete from crash_loop where id = ?", id);
    }
}
