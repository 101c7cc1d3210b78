package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;

/** Answers to reminders that are given by the links in them: each link counts once. */
public final class LinkedAnswerRepository {

    private final Store store;

    /** In a store. */
    public LinkedAnswerRepository(Store store) {
        this.store = store;
    }

    /**
     * A link that is followed.
     *
     * @param id tells it apart, at most 64 characters
     * @param host the host it answers for
     * @param expires when it is believed no more
     */
    public record Use(String id, String host, Instant expires) {}

    private interface Answer {
        int give(Sql sql) throws SQLException;
    }

    /** Whether a link has been used. */
    public boolean isUsed(String id) throws StoreException {
        return store.transaction(
                connection -> new Sql(connection).count("select count(*) from update_link where link = ?", id) > 0);
    }

    /**
     * Takes the host's updates as done.
     *
     * @param by who says so, for people
     * @return false, and nothing is done: the link was used before
     */
    public boolean done(Use link, String by, Instant now) throws StoreException {
        return once(link, now, sql -> HostStateRepository.done(sql, link.host(), by, now));
    }

    /**
     * Sends no weekly reminder of the host before a day.
     *
     * @return false, and nothing is done: the link was used before
     */
    public boolean snooze(Use link, LocalDate until, Instant now) throws StoreException {
        return once(link, now, sql -> HostStateRepository.snooze(sql, link.host(), until));
    }

    private boolean once(Use link, Instant now, Answer answer) throws StoreException {
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            sql.update("delete from update_link where expires_at < ?", now.toEpochMilli());
            int first = sql.update(
                    "insert into update_link (link, used_at, expires_at) values (?, ?, ?) on conflict do nothing",
                    link.id(),
                    now.toEpochMilli(),
                    link.expires().toEpochMilli());
            if (first == 1) {
                answer.give(sql);
            }
            return first == 1;
        });
    }
}
