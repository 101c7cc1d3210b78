package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.update.advice.Advice;
import io.jenkins.plugins.dockereventwatch.update.advice.AdviceJson;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What is remembered of hosts, kept in the state. */
public final class HostStateRepository {

    /** The digest of all hosts has a state too. */
    static final String DIGEST = "*";

    private static final int LONGEST_NAME = 300;

    private static final String COLUMNS =
            "host, known_since, last_read, failure, open_since, last_done, done_by, snoozed_until, same_as,"
                    + " failed_since";

    private final Store store;

    /** In a store. */
    public HostStateRepository(Store store) {
        this.store = store;
    }

    /**
     * What was pending at the end of a week.
     *
     * @param week as ISO 8601 has it
     * @param hotfix hotfixes
     * @param thisWeek updates for that week
     * @param waiting larger ones
     * @param held those known to be bad
     */
    public record PendingOfWeek(String week, int hotfix, int thisWeek, int waiting, int held) {}

    /** A host's state, begun now where there is none. */
    HostState of(String host, Instant now) throws StoreException {
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            sql.update(
                    "insert into update_host (host, known_since) values (?, ?) on conflict do nothing",
                    host,
                    now.toEpochMilli());
            return sql.first(HostStateRepository::row, "select " + COLUMNS + " from update_host where host = ?", host)
                    .orElseThrow();
        });
    }

    /** A host's state; empty where nothing is known of it. */
    public Optional<HostState> of(String host) throws StoreException {
        return store.transaction(connection -> new Sql(connection)
                .first(HostStateRepository::row, "select " + COLUMNS + " from update_host where host = ?", host));
    }

    private static HostState row(ResultSet row) throws SQLException {
        return new HostState(
                row.getString(1),
                Instant.ofEpochMilli(row.getLong(2)),
                time(row, 3),
                Optional.ofNullable(row.getString(4)),
                time(row, 10),
                Optional.ofNullable(row.getString(5)).map(monday -> new IsoWeek(LocalDate.parse(monday))),
                time(row, 6),
                Optional.ofNullable(row.getString(7)),
                Optional.ofNullable(row.getString(8)).map(LocalDate::parse),
                Optional.ofNullable(row.getString(9)));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** Remembers that a host could not be read. */
    void failed(String host, String reason, Instant now) throws StoreException {
        store.transaction(connection -> new Sql(connection)
                .update(
                        "update update_host set failure = ?, failed_since = coalesce(failed_since, ?) where host = ?",
                        reason,
                        now.toEpochMilli(),
                        host));
    }

    /** Remembers that a host is another by a further name, and counts no more by itself. */
    void same(String host, Optional<String> as) throws StoreException {
        store.transaction(connection ->
                new Sql(connection).update("update update_host set same_as = ? where host = ?", as.orElse(null), host));
    }

    /** Remembers a reading; one with nothing to do closes what is open. */
    void read(HostAdvice advice, IsoWeek week, Instant now) throws StoreException {
        String host = advice.reading().host();
        int[] counts = new int[Advice.values().length];
        advice.updates().forEach(update -> counts[update.advice().ordinal()]++);
        store.transaction(connection -> {
            Sql sql = new Sql(connection);
            sql.update(
                    "update update_host set last_read = ?, failure = null, failed_since = null, advice = ? where host"
                            + " = ?",
                    now.toEpochMilli(),
                    AdviceJson.of(advice),
                    host);
            if (advice.isNothingToDo()) {
                sql.update(
                        "update update_host set last_done = ?, done_by = 'seen on the host', open_since = null"
                                + " where host = ? and open_since is not null",
                        now.toEpochMilli(),
                        host);
            }
            sql.update(
                    "insert into update_week (host, week, hotfix, this_week, waiting, held) values (?, ?, 0, 0, 0, 0)"
                            + " on conflict do nothing",
                    host,
                    week.toString());
            return sql.update(
                    "update update_week set hotfix = ?, this_week = ?, waiting = ?, held = ?"
                            + " where host = ? and week = ?",
                    counts[0],
                    counts[1],
                    counts[2],
                    counts[3],
                    host,
                    week.toString());
        });
    }

    /**
     * Takes a host's updates as done, until the next reminder.
     *
     * @param by who says so, for people
     */
    public void done(String host, String by, Instant now) throws StoreException {
        store.transaction(connection -> done(new Sql(connection), host, by, now));
    }

    static int done(Sql sql, String host, String by, Instant now) throws SQLException {
        return sql.update(
                "update update_host set last_done = ?, done_by = ?, open_since = null, snoozed_until = null"
                        + " where host = ?",
                now.toEpochMilli(),
                by.length() > LONGEST_NAME ? by.substring(0, LONGEST_NAME) : by,
                host);
    }

    /** Sends no weekly reminder of a host before a day; hotfixes are mailed all the same. */
    public void snooze(String host, LocalDate until) throws StoreException {
        store.transaction(connection -> snooze(new Sql(connection), host, until));
    }

    static int snooze(Sql sql, String host, LocalDate until) throws SQLException {
        return sql.update("update update_host set snoozed_until = ? where host = ?", until.toString(), host);
    }

    /** The last advice on a host, as {@link AdviceJson} writes it; empty: it was never read. */
    public Optional<String> advice(String host) throws StoreException {
        return store.transaction(connection -> new Sql(connection)
                .first(
                        row -> row.getString(1),
                        "select advice from update_host where host = ? and advice is not null",
                        host));
    }

    /** What was pending in the last weeks, the oldest first. */
    public List<PendingOfWeek> weeks(String host) throws StoreException {
        return store.transaction(connection -> new Sql(connection)
                .query(
                        row -> new PendingOfWeek(
                                row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)),
                        "select week, hotfix, this_week, waiting, held from update_week where host = ? order by week",
                        host));
    }
}
