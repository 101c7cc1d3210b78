package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.alert.EventDescription;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The table of current crash loops. Replaces the alerts of a container in a crash loop by one message when it starts and one
 * when it ends. All times are milliseconds since the epoch.
 */
record CrashLoopRepository(Sql sql, long now) {

    private static final String SELECT = "select id, notifier, ordering_key, name, alert, deaths, started_at,"
            + " last_death_at, announced_at from crash_loop ";

    /** A crash loop with the id of its latest alert, and when the latest message about it was created. */
    private record CrashLoop(long id, Container container, long alert, Deaths deaths, long announced) {

        /** A container, and the key that orders the messages about it. */
        private record Container(String notifier, String orderingKey, String name) {}

        /** The number of deaths, and the times at which the loop started and of the latest one. */
        private record Deaths(int number, long started, long last) {}

        private static CrashLoop of(ResultSet row) throws SQLException {
            return new CrashLoop(
                    row.getLong(1),
                    new Container(row.getString(2), row.getString(3), row.getString(4)),
                    row.getLong(5),
                    new Deaths(row.getInt(6), row.getLong(7), row.getLong(8)),
                    row.getLong(9));
        }
    }

    /**
     * Adds a death to the container's crash loop, or starts one if the limit is reached. The loop is locked.
     *
     * @param repeat the interval of reminders while a crash loop continues
     * @return false if the alert belongs to no crash loop
     */
    boolean add(long id, Alert alert, CrashLoopLimit limit, String orderingKey, Duration repeat) throws SQLException {
        DockerEvent event = alert.event();
        if (!event.action().equals("die") || !EventClassifier.isUrgent(event)) {
            return false;
        }
        String key = Digest.of(alert.hostLabel(), EventClassifier.container(event), alert.notifier());
        Optional<CrashLoop> loop =
                sql.of(SELECT + "where loop_key = ? for update").first(CrashLoop::of, key);
        if (loop.isPresent()) {
            resume(loop.get(), id, repeat);
            return true;
        }
        int deaths = new AlertRepository(sql).deaths(alert, limit.within().toNanos());
        if (deaths < limit.deaths()) {
            return false;
        }
        String name = EventDescription.subject(event);
        String notifier = Sql.label(alert.notifier());
        long quiet = limit.within().toMillis();
        sql.of("insert into crash_loop (loop_key, notifier, ordering_key, name, alert, deaths, started_at,"
                        + " last_death_at, announced_at, quiet_millis) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .update(key, notifier, orderingKey, Sql.name(name), id, deaths, now, now, now, quiet);
        start(id, alert, orderingKey, name + " is in a crash loop: " + deaths + " deaths in " + words(limit.within()));
        return true;
    }

    /** Creates the message about the start, which includes earlier deaths that were not announced yet. */
    private void start(long id, Alert alert, String orderingKey, String headline) throws SQLException {
        AlertRepository alerts = new AlertRepository(sql);
        DeliveryRepository deliveries = new DeliveryRepository(sql, now);
        long message =
                deliveries.add(alert.notifier(), orderingKey, PendingMessage.Kind.CRASH_LOOP, now, headline, null);
        for (long earlier : alerts.untriedMessagesOfDeaths(alert)) {
            alerts.moveDeaths(alert, earlier, message);
            deliveries.deleteIfEmpty(earlier);
        }
        alerts.setMessage(id, message);
    }

    private void resume(CrashLoop loop, long id, Duration repeat) throws SQLException {
        int deaths = loop.deaths.number + 1;
        boolean remind = now - loop.announced >= repeat.toMillis();
        new AlertRepository(sql).setCrashLoop(id, loop.id);
        sql.of("update crash_loop set deaths = ?, last_death_at = ?, alert = ?, announced_at = ? where id = ?")
                .update(deaths, now, id, remind ? now : loop.announced, loop.id);
        if (remind) {
            String headline = " is still in a crash loop: " + deaths + " deaths since " + time(loop.deaths.started);
            announce(loop, PendingMessage.Kind.CRASH_LOOP, headline, id);
        }
    }

    /** Creates messages about the crash loops that have ended. */
    void sendEnded() throws SQLException {
        for (CrashLoop loop : sql.of(
                        SELECT + "where last_death_at + quiet_millis <= ? order by id" + " for update skip locked")
                .query(CrashLoop::of, now)) {
            String headline = "'s crash loop is over: " + loop.deaths.number + " deaths from "
                    + time(loop.deaths.started) + " to " + time(loop.deaths.last) + ", none since";
            long message = announce(loop, PendingMessage.Kind.CRASH_LOOP_OVER, headline, loop.alert);
            new AlertRepository(sql).setMessageOfCrashLoop(loop.id, message);
            sql.of("delete from crash_loop where id = ?").update(loop.id);
        }
    }

    private long announce(CrashLoop loop, PendingMessage.Kind kind, String headline, long alert) throws SQLException {
        CrashLoop.Container container = loop.container;
        return new DeliveryRepository(sql, now)
                .add(container.notifier, container.orderingKey, kind, now, container.name + headline, alert);
    }

    /** Returns when the next crash loop ends unless its container dies before; empty if there is none. */
    Optional<Long> nextEnd() throws SQLException {
        return sql.of("select min(last_death_at + quiet_millis) from crash_loop")
                .number();
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String words(Duration time) {
        return time.toSeconds() % 60 == 0
                ? time.toMinutes() + (time.toMinutes() == 1 ? " minute" : " minutes")
                : time.toSeconds() + " seconds";
    }
}
