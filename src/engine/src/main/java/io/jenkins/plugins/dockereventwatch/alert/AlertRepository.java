package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The table of alerts. Times of events are nanoseconds since the epoch by the host's clock; all others are milliseconds
 * since the epoch.
 */
public record AlertRepository(Sql sql) {

    private static final int REASON_LENGTH = 1000;

    /** Alerts that were recorded in this time before a redeployment may belong to it. */
    private static final Duration RECENT = Duration.ofSeconds(60);

    /** Selects failures of the containers of a host or compose project; arguments: host, time, length and text of their prefix. */
    private static final String RECENT_FAILURES = " where host = ? and recorded_at >= ? and left(container, ?) = ?"
            + " and action in ('" + String.join("', '", EventClassifier.FAILURES) + "')";

    /** Selects other records of the same death; arguments: host, actor, action, notifier. */
    private static final String SAME_END = "from alert where host = ? and actor = ? and action = ? and notifier = ?";

    /** The alerts of a message. With "or" or "in" instead of union and join, H2 would read all alerts. */
    private static final String OF_MESSAGE = "from (select id from alert where delivery = ?"
            + " union select about from delivery where id = ? and about is not null) as own"
            + " join alert on alert.id = own.id";

    private static final String HELD = "select id, body, send_if_restarted, inhibited, ended from alert";

    private static final String DISPOSABLE = "held_until is null"
            + " and id not in (select alert from crash_loop) and id not in (select alert from unresolved)"
            + " and id not in (select about from delivery where state = 'waiting' and about is not null)"
            + " and time_nano < (select seen_until from host where label = alert.host)";

    /**
     * An alert that is held back.
     *
     * @param sendIfRestarted whether the alert is sent if the container restarts; otherwise it is sent if it does not
     * @param inhibited whether it is held back by an inhibition
     * @param ended whether what an inhibited alert reports has ended
     */
    public record Held(long id, Alert alert, boolean sendIfRestarted, boolean inhibited, boolean ended) {}

    /** Why the alert for a notifier was suppressed. */
    public record Suppressed(String notifier, String reason) {}

    /** Adds an alert and returns its id; empty if the same alert is already recorded. */
    public Optional<Long> add(Alert alert, long now) throws SQLException {
        DockerEvent event = alert.event();
        return sql.of(
                        "insert into alert (event_key, host, actor, action, time_nano, found_afterwards, notifier, recorded_at,"
                                + " container, urgent, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                .insert(
                        key(alert),
                        Sql.label(alert.hostLabel()),
                        Sql.name(event.actorId()),
                        Sql.name(event.action()),
                        event.timeNano(),
                        event.origin() == DockerEvent.Origin.FOUND_AFTERWARDS ? 1 : 0,
                        Sql.label(alert.notifier()),
                        now,
                        container(event),
                        EventClassifier.isUrgent(event),
                        AlertJson.write(alert));
    }

    private static String key(Alert alert) {
        DockerEvent.Key key = alert.event().key();
        return Digest.of(
                alert.hostLabel(), Long.toString(key.timeNano()), key.actorId(), key.action(), alert.notifier());
    }

    private static String container(DockerEvent event) {
        return Sql.label(EventClassifier.container(event));
    }

    /** Returns whether the same alert is recorded. */
    public boolean contains(Alert alert) throws SQLException {
        return sql.of("select count(*) from alert where event_key = ?").count(key(alert)) > 0;
    }

    /** Returns whether an alert of the same container, action, and notifier is recorded at or after a time. */
    public boolean containsSince(Alert alert, long timeNano) throws SQLException {
        return sql.of("select count(*) " + SAME_END + " and time_nano >= ?")
                        .count(
                                Sql.label(alert.hostLabel()),
                                Sql.name(alert.event().actorId()),
                                alert.event().action(),
                                Sql.label(alert.notifier()),
                                timeNano)
                > 0;
    }

    /**
     * Looks for an alert that was derived from the container's state, within {@link DockerEvent#DELAY} of an event, and
     * whose event has not arrived yet. Records the event as arrived.
     *
     * @return whether there is one
     */
    public boolean confirmDerived(Alert alert) throws SQLException {
        long time = alert.event().timeNano();
        Optional<Long> derived = sql.of("select id " + SAME_END
                        + " and found_afterwards = 1 and time_nano between ? and ? order by time_nano desc")
                .first(
                        row -> row.getLong(1),
                        Sql.label(alert.hostLabel()),
                        Sql.name(alert.event().actorId()),
                        alert.event().action(),
                        Sql.label(alert.notifier()),
                        time - DockerEvent.DELAY,
                        time + DockerEvent.DELAY);
        if (derived.isPresent()) {
            sql.of("update alert set found_afterwards = 2, event_key = ? where id = ?")
                    .update(key(alert), derived.get());
        }
        return derived.isPresent();
    }

    /** Starts an alert's restart grace period. */
    public void hold(long id, long until, boolean sendIfRestarted) throws SQLException {
        sql.of("update alert set held_until = ?, send_if_restarted = ? where id = ?")
                .update(until, sendIfRestarted, id);
    }

    /** Holds an alert back by an inhibition. */
    public void inhibit(long id, long until) throws SQLException {
        sql.of("update alert set held_until = ?, inhibited = true where id = ?").update(until, id);
    }

    /** Returns whether containers of a compose project were recently stopped or removed as planned. */
    public boolean hasStopped(String host, String project, long now) throws SQLException {
        return sql.of("select id from alert" + RECENT_FAILURES + " and not urgent fetch first 1 rows only")
                .exists(recentFailures(host, Optional.of(project), now));
    }

    private static Object[] recentFailures(String host, Optional<String> project, long now) {
        String prefix = Sql.label(project.map(EventClassifier::ofProject).orElse(""));
        return new Object[] {Sql.label(host), now - RECENT.toMillis(), prefix.length(), prefix};
    }

    /**
     * Holds back by an inhibition the recent failures of containers that are in messages that were never tried.
     *
     * @param project the compose project of the containers; empty: any or none
     * @return the messages that they are taken from
     */
    public List<Long> inhibitUntried(String host, Optional<String> project, long now) throws SQLException {
        String untried = RECENT_FAILURES + " and delivery in (select id from delivery where state = 'waiting'"
                + " and kind = 'ALERT' and attempts = 0 and owner is null)";
        Object[] which = recentFailures(host, project, now);
        List<Long> messages =
                sql.of("select distinct delivery from alert" + untried).query(row -> row.getLong(1), which);
        if (!messages.isEmpty()) {
            sql.of("update alert set delivery = null, inhibited = true, held_until = recorded_at" + untried)
                    .update(which);
        }
        return messages;
    }

    /** Records that what an inhibited alert reports has ended. */
    public void setEnded(long id) throws SQLException {
        sql.of("update alert set ended = true where id = ?").update(id);
    }

    /** Adds the alerts with an alert's container, notifier and action that are held back to a message. */
    public void moveHeld(Alert alert, long message) throws SQLException {
        sql.of("update alert set delivery = ?, held_until = null where host = ? and container = ? and notifier = ?"
                        + " and action = ? and held_until is not null")
                .update(
                        message,
                        Sql.label(alert.hostLabel()),
                        container(alert.event()),
                        Sql.label(alert.notifier()),
                        alert.event().action());
    }

    /** Does not hold an alert back any longer. */
    public void release(long id) throws SQLException {
        sql.of("update alert set held_until = null where id = ?").update(id);
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getLong(1),
                AlertJson.read(row.getString(2)),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getBoolean(5));
    }

    /** Returns and locks the waiting alerts of an event's container or network up to that event. */
    public List<Held> heldBefore(String host, DockerEvent event) throws SQLException {
        return sql.of(HELD + " where held_until > 0 and host = ?"
                        + " and container = ? and time_nano <= ? order by id for update")
                .query(AlertRepository::held, Sql.label(host), container(event), event.timeNano());
    }

    /** Returns and locks the alerts whose grace period has expired. */
    public List<Held> expired(long now) throws SQLException {
        return sql.of(HELD + " where held_until <= ? order by id" + " for update skip locked")
                .query(AlertRepository::held, now);
    }

    /** Returns when the next grace period expires; empty if there is none. */
    public Optional<Long> nextExpiry() throws SQLException {
        return sql.of("select min(held_until) from alert").number();
    }

    /** Moves the ends of all grace periods. */
    public void moveGracePeriods(long millis) throws SQLException {
        sql.of("update alert set held_until = held_until + ?").update(millis);
    }

    /** Marks an alert as suppressed. */
    public void suppress(long id, String reason) throws SQLException {
        sql.of("update alert set held_until = null, suppressed = ? where id = ?")
                .update(SafeText.abbreviate(reason, REASON_LENGTH), id);
    }

    /** Returns the suppressed alerts of an event. */
    public List<Suppressed> suppressed(String host, DockerEvent.Key key) throws SQLException {
        return sql.of(
                        "select notifier, suppressed from alert where host = ? and actor = ? and action = ? and time_nano = ?"
                                + " and suppressed is not null order by id")
                .query(
                        row -> new Suppressed(row.getString(1), row.getString(2)),
                        Sql.label(host),
                        Sql.name(key.actorId()),
                        Sql.name(key.action()),
                        key.timeNano());
    }

    /** The number of failures of a container, and the time of the first one. */
    public record Failures(int number, long firstNano) {}

    /**
     * Returns the unplanned failures of an alert's container up to the alert that have the same action and were not
     * suppressed.
     */
    public Failures failures(Alert alert, long withinNano) throws SQLException {
        long time = alert.event().timeNano();
        return sql.of("select count(*), coalesce(min(time_nano), 0) from alert where host = ? and container = ?"
                        + " and notifier = ? and action = ? and time_nano > ? and time_nano <= ? and urgent"
                        + " and suppressed is null")
                .first(
                        row -> new Failures(row.getInt(1), row.getLong(2)),
                        Sql.label(alert.hostLabel()),
                        container(alert.event()),
                        Sql.label(alert.notifier()),
                        alert.event().action(),
                        time - withinNano,
                        time)
                .orElseThrow();
    }

    /** Returns an alert. */
    public Alert read(long id) throws SQLException {
        return sql.of("select body from alert where id = ?")
                .first(row -> AlertJson.read(row.getString(1)), id)
                .orElseThrow();
    }

    /** Adds an alert to a crash loop. */
    public void setCrashLoop(long id, long crashLoop) throws SQLException {
        sql.of("update alert set crash_loop = ? where id = ?").update(crashLoop, id);
    }

    /** Adds an alert to a message. */
    public void setMessage(long id, long message) throws SQLException {
        sql.of("update alert set delivery = ? where id = ?").update(message, id);
    }

    /** Adds the alerts of a crash loop that belong to no message to one. */
    public void setMessageOfCrashLoop(long crashLoop, long message) throws SQLException {
        sql.of("update alert set delivery = ? where crash_loop = ? and delivery is null")
                .update(message, crashLoop);
    }

    /** Moves the alerts with an alert's container and action from one message to another. */
    public void move(Alert alert, long fromMessage, long toMessage) throws SQLException {
        sql.of("update alert set delivery = ? where delivery = ? and host = ? and container = ? and action = ?")
                .update(
                        toMessage,
                        fromMessage,
                        Sql.label(alert.hostLabel()),
                        container(alert.event()),
                        alert.event().action());
    }

    /** Returns and locks the messages with alerts of an alert's container and action that were never tried. */
    public List<Long> untriedMessages(Alert alert) throws SQLException {
        return sql.of("select id from delivery where id in (select delivery from alert where host = ?"
                        + " and container = ? and notifier = ? and action = ?) and state = 'waiting'"
                        + " and attempts = 0 and owner is null and kind = 'ALERT' for update skip locked")
                .query(
                        row -> row.getLong(1),
                        Sql.label(alert.hostLabel()),
                        container(alert.event()),
                        Sql.label(alert.notifier()),
                        alert.event().action());
    }

    /**
     * Returns the first alerts of a message, or the one that it is about.
     *
     * @throws IllegalStateException if an alert is unreadable
     */
    public List<Alert> ofMessage(long message, int limit) throws SQLException {
        return sql.of("select body " + OF_MESSAGE + " order by alert.id fetch first " + limit + " rows only")
                .query(row -> AlertJson.read(row.getString(1)), message, message);
    }

    public long countOfMessage(long message) throws SQLException {
        return sql.of("select count(*) " + OF_MESSAGE).count(message, message);
    }

    /** Returns the size of all alerts. */
    public MemoryBudget size() throws SQLException {
        return size("");
    }

    /** Returns the size of the alerts that wait to be sent or are in a grace period. */
    public MemoryBudget waiting() throws SQLException {
        return size(" where held_until is not null or delivery in (select id from delivery where state = 'waiting')");
    }

    private MemoryBudget size(String where) throws SQLException {
        return sql.of("select count(*), coalesce(sum(char_length(body)), 0) from alert" + where)
                .first(row -> new MemoryBudget(row.getLong(1), row.getLong(2)))
                .orElseThrow();
    }

    /** Deletes an alert unless a waiting message is about it. */
    public void delete(long id) throws SQLException {
        sql.of("delete from alert where id = ? and id not in (select about from delivery"
                        + " where state = 'waiting' and about is not null)")
                .update(id);
    }

    /**
     * Deletes alerts that were recorded, and whose messages ended, before a time. Keeps alerts that are still needed to
     * recognize a replayed event or a crash loop, or as the subject of another message.
     */
    public void deleteBefore(long time) throws SQLException {
        sql.of("delete from alert where recorded_at < ? and not exists (select 1 from delivery d where d.id ="
                        + " alert.delivery and (d.state = 'waiting' or d.finished_at >= ?)) and " + DISPOSABLE)
                .update(time, time);
    }

    /** Deletes all but the latest alerts, with the same exceptions as {@link #deleteBefore}. */
    public void deleteOldest(long remaining) throws SQLException {
        sql.of("delete from alert where id <= (select id from alert order by id desc limit 1 offset ?)"
                        + " and not exists (select 1 from delivery d where d.id = alert.delivery"
                        + " and d.state = 'waiting') and " + DISPOSABLE)
                .update(remaining);
    }
}
