package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;

/** The table {@code update_link}: the links in reminders that were used. Each link works once. */
public record LinkedAnswerRepository(Store store) {

    /**
     * A use of a link.
     *
     * @param id identifies the link, at most 64 characters
     * @param host the host of the reminder
     * @param expires when the link expires
     */
    public record Use(String id, String host, Instant expires) {}

    private interface Answer {
        int apply(Sql sql) throws SQLException;
    }

    public boolean isUsed(String id) throws StoreException {
        return store.transaction(
                sql -> sql.of("select 1 from update_link where link = ?").exists(id));
    }

    /**
     * Confirms that the host's updates are done.
     *
     * @param by who confirms, for people
     * @return false if the link was used before; nothing changes then
     */
    public boolean done(Use link, String by, Instant now) throws StoreException {
        return once(link, now, sql -> HostStateRepository.done(sql, link.host(), by, now));
    }

    /**
     * Postpones the host's weekly reminders until a day.
     *
     * @return false if the link was used before; nothing changes then
     */
    public boolean snooze(Use link, LocalDate until, Instant now) throws StoreException {
        return once(link, now, sql -> HostStateRepository.snooze(sql, link.host(), until));
    }

    private boolean once(Use link, Instant now, Answer answer) throws StoreException {
        return store.transaction(sql -> {
            sql.of("delete from update_link where expires_at < ?").update(now);
            boolean first = sql.of("insert into update_link (link, used_at, expires_at) values (?, ?, ?) on conflict do"
                            + " nothing")
                    .changes(link.id(), now, link.expires());
            if (first) {
                answer.apply(sql);
            }
            return first;
        });
    }
}
