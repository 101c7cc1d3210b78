package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.update.advice.AdviceJson;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** The table {@code update_host}: the state of each host. */
public record HostStateRepository(Store store) {

    /** The name of the row of the digest. */
    static final String DIGEST = "*";

    private static final int LONGEST_NAME = 300;

    private static final String SELECT = "select host, known_since, last_read, failure, failed_since, open_since,"
            + " last_done, done_by, snoozed_until, same_as from update_host where host = ?";

    /** The state of a host; empty: the host is unknown. */
    public Optional<HostState> find(String host) throws StoreException {
        return store.transaction(sql -> sql.of(SELECT).first(HostStateRepository::row, host));
    }

    /** The state of a host, which is created if the host is unknown. */
    HostState findOrCreate(String host, Instant now) throws StoreException {
        return store.transaction(sql -> {
            sql.of("insert into update_host (host, known_since) values (?, ?) on conflict do nothing")
                    .update(host, now);
            return sql.of(SELECT).first(HostStateRepository::row, host).orElseThrow();
        });
    }

    private static HostState row(ResultSet row) throws SQLException {
        return new HostState(
                row.getString(1),
                Instant.ofEpochMilli(row.getLong(2)),
                new HostState.Reading(time(row, 3), Optional.ofNullable(row.getString(4)), time(row, 5)),
                Optional.ofNullable(row.getString(6)).map(monday -> new IsoWeek(LocalDate.parse(monday))),
                new HostState.Answer(
                        time(row, 7),
                        Optional.ofNullable(row.getString(8)),
                        Optional.ofNullable(row.getString(9)).map(LocalDate::parse)),
                Optional.ofNullable(row.getString(10)));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** The last advice in the format of {@link AdviceJson}; empty: the host was never read. */
    public Optional<String> advice(String host) throws StoreException {
        return store.transaction(sql -> sql.of("select advice from update_host where host = ? and advice is not null")
                .first(row -> row.getString(1), host));
    }

    void putFailure(String host, String reason, Instant now) throws StoreException {
        store.transaction(sql -> sql.of("update update_host set failure = ?,"
                        + " failed_since = coalesce(failed_since, ?) where host = ?")
                .update(reason, now, host));
    }

    void putSameAs(String host, Optional<String> other) throws StoreException {
        store.transaction(sql ->
                sql.of("update update_host set same_as = ? where host = ?").update(other, host));
    }

    /** Records a successful reading. If nothing is to be done, open updates are done. */
    static void putAdvice(Sql sql, HostAdvice advice, Instant now) throws SQLException {
        String host = advice.reading().host();
        sql.of("update update_host set last_read = ?, failure = null, failed_since = null, advice = ? where host = ?")
                .update(now, AdviceJson.of(advice), host);
        if (advice.isNothingToDo()) {
            sql.of("update update_host set last_done = ?, done_by = 'seen on the host', open_since = null"
                            + " where host = ? and open_since is not null")
                    .update(now, host);
        }
    }

    /** Records that updates are requested since a week, unless earlier ones are open. */
    static void open(Sql sql, String host, IsoWeek week) throws SQLException {
        sql.of("update update_host set open_since = ? where host = ? and open_since is null")
                .update(week.monday().toString(), host);
    }

    /**
     * Confirms that a host's updates are done, until the next reminder.
     *
     * @param by who confirms, for people
     */
    public void done(String host, String by, Instant now) throws StoreException {
        store.transaction(sql -> done(sql, host, by, now));
    }

    static int done(Sql sql, String host, String by, Instant now) throws SQLException {
        return sql.of("update update_host set last_done = ?, done_by = ?, open_since = null, snoozed_until = null"
                        + " where host = ?")
                .update(now, by.length() > LONGEST_NAME ? by.substring(0, LONGEST_NAME) : by, host);
    }

    /** Postpones a host's weekly reminders until a day. Hotfixes are mailed nevertheless. */
    public void snooze(String host, LocalDate until) throws StoreException {
        store.transaction(sql -> snooze(sql, host, until));
    }

    static int snooze(Sql sql, String host, LocalDate until) throws SQLException {
        return sql.of("update update_host set snoozed_until = ? where host = ?").update(until.toString(), host);
    }
}
