package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.alert.EventDescription;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.outbox.Outbox;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Makes one alert of a container that dies again and again: one when that is seen, one when it is over. */
final class CrashLoops {

    private static final int LONGEST_NAME = 200;

    private final Sql sql;
    private final DeliveryRepository deliveries;
    private final long now;

    CrashLoops(Sql sql, DeliveryRepository deliveries, long now) {
        this.sql = sql;
        this.deliveries = deliveries;
        this.now = now;
    }

    private record Loop(
            long id,
            String notifier,
            String lane,
            String name,
            String host,
            long alert,
            int deaths,
            long since,
            long last,
            long said) {

        static final String COLUMNS =
                "select id, notifier, lane, name, host, alert, deaths, since_at, last_at, said_at from crash_loop ";

        static Loop of(ResultSet row) throws SQLException {
            return new Loop(
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

    /** Takes a death that is part of a crash loop, or that makes one of those before it; false if it is neither. */
    boolean take(long id, Alert alert, CrashLoopLimit limit, String lane, Duration repeat) throws SQLException {
        DockerEvent event = alert.event();
        if (!event.action().equals("die") || !EventClassifier.isUrgent(event)) {
            return false;
        }
        String key = Digest.of(alert.hostLabel(), EventClassifier.container(event), alert.notifier());
        Optional<Loop> loop = sql.first(Loop::of, Loop.COLUMNS + "where loop_key = ? for update", key);
        if (loop.isPresent()) {
            goOn(loop.get(), id, repeat);
            return true;
        }
        String container = Outbox.label(EventClassifier.container(event));
        String notifier = Outbox.label(alert.notifier());
        long deaths = sql.count(
                "select count(*) from alert where host = ? and container = ? and notifier = ? and action = 'die'"
                        + " and time_nano > ? and time_nano <= ? and urgent and unsent is null",
                Outbox.label(alert.hostLabel()),
                container,
                notifier,
                event.timeNano() - limit.within().toNanos(),
                event.timeNano());
        if (deaths < limit.deaths()) {
            return false;
        }
        begin(key, id, alert, limit, lane, (int) deaths);
        return true;
    }

    private void begin(String key, long id, Alert alert, CrashLoopLimit limit, String lane, int deaths)
            throws SQLException {
        String notifier = Outbox.label(alert.notifier());
        String host = Outbox.label(alert.hostLabel());
        String name = SafeText.abbreviate(EventDescription.subject(alert.event()), LONGEST_NAME);
        sql.insert(
                "insert into crash_loop (loop_key, notifier, lane, name, host, alert, deaths, since_at, last_at, said_at,"
                        + " quiet_millis) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key,
                notifier,
                lane,
                name,
                host,
                id,
                deaths,
                now,
                now,
                now,
                limit.within().toMillis());
        long delivery = deliveries.add(
                notifier,
                lane,
                PendingMessage.Kind.CRASH_LOOP,
                now,
                name + " is in a crash loop: " + deaths + " deaths in " + inWords(limit.within()),
                null);
        // Those before it that nobody was told of yet.
        List<Long> emptied = sql.query(
                row -> row.getLong(1),
                "select distinct d.id from delivery d join alert a on a.delivery = d.id where a.host = ?"
                        + " and a.container = ? and a.notifier = ? and a.action = 'die' and d.state = 'waiting'"
                        + " and d.attempts = 0 and d.owner is null and d.kind = 'ALERT'",
                host,
                Outbox.label(EventClassifier.container(alert.event())),
                notifier);
        for (long before : emptied) {
            sql.update(
                    "update alert set delivery = ? where delivery = ? and host = ? and container = ?"
                            + " and action = 'die'",
                    delivery,
                    before,
                    host,
                    Outbox.label(EventClassifier.container(alert.event())));
            sql.update(
                    "delete from delivery where id = ? and not exists (select 1 from alert where delivery = ?)",
                    before,
                    before);
        }
        deliveries.attach(id, delivery);
    }

    private void goOn(Loop loop, long id, Duration repeat) throws SQLException {
        int deaths = loop.deaths + 1;
        boolean remind = now - loop.said >= repeat.toMillis();
        sql.update("update alert set crash_loop = ? where id = ?", loop.id, id);
        sql.update(
                "update crash_loop set deaths = ?, last_at = ?, alert = ?, said_at = ? where id = ?",
                deaths,
                now,
                id,
                remind ? now : loop.said,
                loop.id);
        if (remind) {
            deliveries.add(
                    loop.notifier,
                    loop.lane,
                    PendingMessage.Kind.CRASH_LOOP,
                    now,
                    loop.name + " is still in a crash loop: " + deaths + " deaths since " + time(loop.since),
                    id);
        }
    }

    /** Tells of the crash loops that are over. */
    void tellOver() throws SQLException {
        List<Loop> over = sql.query(
                Loop::of, Loop.COLUMNS + "where last_at + quiet_millis <= ? order by id for update skip locked", now);
        for (Loop loop : over) {
            long delivery = deliveries.add(
                    loop.notifier,
                    loop.lane,
                    PendingMessage.Kind.CRASH_LOOP_OVER,
                    now,
                    loop.name + "'s crash loop is over: " + loop.deaths + " deaths from " + time(loop.since) + " to "
                            + time(loop.last) + ", none since",
                    loop.alert);
            sql.update("update alert set delivery = ? where crash_loop = ? and delivery is null", delivery, loop.id);
            sql.update("delete from crash_loop where id = ?", loop.id);
        }
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String inWords(Duration time) {
        return time.toSeconds() % 60 == 0
                ? time.toMinutes() + (time.toMinutes() == 1 ? " minute" : " minutes")
                : time.toSeconds() + " seconds";
    }
}
