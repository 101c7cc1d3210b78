package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table {@code update_round}: the weeks for which a host's reminder was handled, whether or not it was mailed. */
record ReminderRepository(Sql sql, String host) {

    /** Records a week's reminder. Returns false if this or another watcher did so before. */
    boolean claim(IsoWeek week, String outcome, Instant now) throws SQLException {
        return sql.of("insert into update_round (host, week, outcome, at) values (?, ?, ?, ?) on conflict do nothing")
                .changes(host, week.toString(), outcome, now);
    }

    boolean isHandled(IsoWeek week) throws SQLException {
        return sql.of("select 1 from update_round where host = ? and week = ?").exists(host, week.toString());
    }

    /** When the last reminder up to now was handled; empty: none was. */
    Optional<Instant> last(Instant now) throws SQLException {
        return sql.of("select at from update_round where host = ? and at <= ? order by at desc limit 1")
                .first(row -> Instant.ofEpochMilli(row.getLong(1)), host, now);
    }
}
