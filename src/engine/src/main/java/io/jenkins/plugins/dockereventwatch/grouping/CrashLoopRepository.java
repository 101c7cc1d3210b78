package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository.Failures;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.outbox.Episode;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage.Kind;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The table of current crash loops and of health checks that are flapping. Replaces the alerts of a container that fails
 * repeatedly by one message at the start and one at the end. All times are milliseconds since the epoch.
 */
record CrashLoopRepository(Sql sql, long now) {

    private static final String UNHEALTHY = "health_status: unhealthy";

    private static final String SELECT = "select id, action, notifier, ordering_key, alert, failures, first_failure,"
            + " last_failure, announced_at, recovered from crash_loop ";

    /** A crash loop with the id of its latest alert, and when the latest message about it was created. */
    private record CrashLoop(long id, Messages messages, long alert, Episode episode, long announced) {

        /** What the messages about a loop have in common. */
        private record Messages(boolean flapping, String notifier, String orderingKey) {}

        private static CrashLoop of(ResultSet row) throws SQLException {
            return new CrashLoop(
                    row.getLong(1),
                    new Messages(row.getString(2).equals(UNHEALTHY), row.getString(3), row.getString(4)),
                    row.getLong(5),
                    new Episode(
                            row.getInt(6),
                            Instant.ofEpochMilli(row.getLong(7)),
                            Instant.ofEpochMilli(row.getLong(8)),
                            Optional.empty(),
                            row.getBoolean(10)),
                    row.getLong(9));
        }
    }

    private static boolean isFlapping(DockerEvent event) {
        return event.action().equals(UNHEALTHY);
    }

    private static long millis(DockerEvent event) {
        return TimeUnit.NANOSECONDS.toMillis(event.timeNano());
    }

    private static boolean isFailure(DockerEvent event) {
        return (event.action().equals("die") || isFlapping(event)) && EventClassifier.isUrgent(event);
    }

    private static String key(Alert alert) {
        DockerEvent event = alert.event();
        return Digest.of(alert.hostLabel(), EventClassifier.container(event), alert.notifier(), event.action());
    }

    private static Duration within(DockerEvent event, CrashLoopLimit limit) {
        return isFlapping(event) ? limit.flapsWithin() : limit.within();
    }

    private Failures failures(Alert alert, Duration within) throws SQLException {
        return new AlertRepository(sql).failures(alert, within.toNanos());
    }

    /** Returns whether {@link #add} would add an alert to a crash loop. */
    boolean contains(Alert alert, CrashLoopLimit limit) throws SQLException {
        return isFailure(alert.event())
                && (sql.of("select id from crash_loop where loop_key = ?").exists(key(alert))
                        || failures(alert, within(alert.event(), limit)).number() >= limit.deaths());
    }

    /**
     * Adds a failure to the container's crash loop, or starts one if the limit is reached. The loop is locked.
     *
     * @param repeat the interval of reminders while a crash loop continues
     * @return false if the alert belongs to no crash loop
     */
    boolean add(long id, Alert alert, CrashLoopLimit limit, String orderingKey, Duration repeat) throws SQLException {
        DockerEvent event = alert.event();
        if (!isFailure(event)) {
            return false;
        }
        String container = EventClassifier.container(event);
        String key = key(alert);
        Optional<CrashLoop> loop =
                sql.of(SELECT + "where loop_key = ? for update").first(CrashLoop::of, key);
        if (loop.isPresent()) {
            resume(loop.get(), id, millis(event), repeat);
            return true;
        }
        Duration within = within(event, limit);
        Failures failures = failures(alert, within);
        if (failures.number() < limit.deaths()) {
            return false;
        }
        long first = TimeUnit.NANOSECONDS.toMillis(failures.firstNano());
        sql.of("insert into crash_loop (loop_key, host, container, action, notifier, ordering_key, alert, failures,"
                        + " first_failure, last_failure, failed_at, announced_at, quiet_millis, recovered)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)")
                .update(
                        key,
                        Sql.label(alert.hostLabel()),
                        Sql.label(container),
                        event.action(),
                        Sql.label(alert.notifier()),
                        orderingKey,
                        id,
                        failures.number(),
                        first,
                        millis(event),
                        now,
                        now,
                        within.toMillis());
        start(
                id,
                alert,
                orderingKey,
                new Episode(failures.number(), Instant.ofEpochMilli(first), event.time(), Optional.of(within), false));
        return true;
    }

    /** Creates the message about the start, which includes earlier failures that were not announced yet. */
    private void start(long id, Alert alert, String orderingKey, Episode episode) throws SQLException {
        AlertRepository alerts = new AlertRepository(sql);
        DeliveryRepository deliveries = new DeliveryRepository(sql, now);
        Kind kind = isFlapping(alert.event()) ? Kind.FLAPPING : Kind.CRASH_LOOP;
        long message = deliveries.add(alert.notifier(), orderingKey, kind, episode, null);
        for (long earlier : alerts.untriedMessages(alert)) {
            alerts.move(alert, earlier, message);
            deliveries.deleteIfEmpty(earlier);
        }
        alerts.moveHeld(alert, message);
        alerts.setMessage(id, message);
    }

    private void resume(CrashLoop loop, long id, long time, Duration repeat) throws SQLException {
        int failures = loop.episode.failures() + 1;
        boolean remind = now - loop.announced >= repeat.toMillis();
        new AlertRepository(sql).setCrashLoop(id, loop.id);
        sql.of("update crash_loop set failures = ?, last_failure = ?, failed_at = ?, alert = ?, announced_at = ?,"
                        + " recovered = false where id = ?")
                .update(failures, time, now, id, remind ? now : loop.announced, loop.id);
        if (remind) {
            Instant last = Instant.ofEpochMilli(time);
            Episode episode = new Episode(failures, loop.episode.first(), last, Optional.empty(), false);
            announce(loop, loop.messages.flapping ? Kind.FLAPPING : Kind.CRASH_LOOP, episode, id);
        }
    }

    /** Considers whether a container has recovered since its latest failure. */
    void onEvent(String host, DockerEvent event) throws SQLException {
        String update = "update crash_loop set recovered = ? where host = ? and container = ?";
        String label = Sql.label(host);
        String container = Sql.label(EventClassifier.container(event));
        switch (event.action()) {
            case "start" -> sql.of(update + " and action = 'die'").update(true, label, container);
            case "health_status: healthy" ->
                sql.of(update + " and action = ?").update(true, label, container, UNHEALTHY);
            case "die", "destroy" -> sql.of(update).update(false, label, container);
            default -> {}
        }
    }

    /** Creates messages about the crash loops that have ended. Returns the latest alerts of those not recovered. */
    List<Long> sendEnded() throws SQLException {
        List<Long> notRecovered = new ArrayList<>();
        for (CrashLoop loop : sql.of(
                        SELECT + "where failed_at + quiet_millis <= ? order by id" + " for update skip locked")
                .query(CrashLoop::of, now)) {
            Kind kind = loop.messages.flapping ? Kind.FLAPPING_OVER : Kind.CRASH_LOOP_OVER;
            long message = announce(loop, kind, loop.episode, loop.alert);
            new AlertRepository(sql).setMessageOfCrashLoop(loop.id, message);
            sql.of("delete from crash_loop where id = ?").update(loop.id);
            if (!loop.episode.recovered()) {
                notRecovered.add(loop.alert);
            }
        }
        return notRecovered;
    }

    private long announce(CrashLoop loop, Kind kind, Episode episode, long alert) throws SQLException {
        CrashLoop.Messages messages = loop.messages;
        return new DeliveryRepository(sql, now).add(messages.notifier, messages.orderingKey, kind, episode, alert);
    }

    /** Returns when the next crash loop ends unless its container fails before; empty if there is none. */
    Optional<Long> nextEnd() throws SQLException {
        return sql.of("select min(failed_at + quiet_millis) from crash_loop").number();
    }
}
