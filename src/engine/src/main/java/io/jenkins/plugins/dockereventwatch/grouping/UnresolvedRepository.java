package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The table of containers that are not running or healthy again after an alert. Creates a message when one is, but not
 * before the alert was sent. All times are milliseconds since the epoch.
 */
record UnresolvedRepository(Sql sql, long now) {

    /** A container counts as running or healthy again if it remains so for this time. */
    private static final Duration STABLE_AFTER = Duration.ofMinutes(2);

    /** Containers that are not running again within this time are not tracked any longer. */
    private static final Duration TRACKED = Duration.ofDays(7);

    /** Containers whose latest alert was sent, given up, or suppressed after it had been held back. */
    private static final String DECIDED = " exists (select 1 from alert a left join delivery d on d.id = a.delivery"
            + " where a.id = unresolved.alert and (d.state in ('sent', 'failed') or a.suppressed is not null))";

    private static final String SENT = "exists (select 1 from alert a join delivery d on d.id = a.delivery"
            + " where a.id = unresolved.alert and d.state = 'sent')";

    private record Resolved(long id, String notifier, String orderingKey, long alert, boolean sent) {}

    /** Tracks the container of an alert, if the alert is about a failure. */
    void track(long id, Alert alert, String orderingKey) throws SQLException {
        DockerEvent event = alert.event();
        boolean failure = EventClassifier.isUrgent(event) || event.action().equals("die");
        if (!failure || !event.type().equals("container")) {
            return;
        }
        String key = key(alert);
        boolean unhealthy = isUnhealthy(event);
        if (!sql.of("update unresolved set resolved_at = null, alert = ?, unhealthy = ? where unresolved_key = ?")
                .changes(id, unhealthy, key)) {
            String host = Sql.label(alert.hostLabel());
            String container = Sql.label(EventClassifier.container(event));
            sql.of("insert into unresolved (unresolved_key, host, container, notifier, ordering_key, alert, unhealthy,"
                            + " created_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                    .update(key, host, container, Sql.label(alert.notifier()), orderingKey, id, unhealthy, now);
        }
    }

    private static String key(Alert alert) {
        return Digest.of(alert.hostLabel(), EventClassifier.container(alert.event()), alert.notifier());
    }

    /** Returns whether the container of an alert is tracked. */
    boolean isTracked(Alert alert) throws SQLException {
        return sql.of("select id from unresolved where unresolved_key = ?").exists(key(alert));
    }

    /** Does not track the container of an alert any longer, unless because of its health or because of something else. */
    void forget(Alert alert) throws SQLException {
        sql.of("delete from unresolved where unresolved_key = ? and unhealthy = ?")
                .update(key(alert), isUnhealthy(alert.event()));
    }

    private static boolean isUnhealthy(DockerEvent event) {
        return event.action().equals("health_status: unhealthy");
    }

    /** Determines when a container counts as running or healthy again; unknown after a failure. */
    void onEvent(String host, DockerEvent event) throws SQLException {
        String update = "update unresolved set resolved_at = ? where host = ? and container = ?";
        Long stable = now + STABLE_AFTER.toMillis();
        String label = Sql.label(host);
        String container = Sql.label(EventClassifier.container(event));
        switch (event.action()) {
            case "start" -> sql.of(update + " and not unhealthy").update(stable, label, container);
            case "health_status: healthy" -> sql.of(update).update(stable, label, container);
            case "die", "oom", "health_status: unhealthy", "destroy" ->
                sql.of(update).update(null, label, container);
            default -> {}
        }
    }

    /** Creates messages about the containers that are running or healthy again. */
    void sendResolved() throws SQLException {
        List<Resolved> all = sql.of("select id, notifier, ordering_key, alert, " + SENT + " from unresolved"
                        + " where resolved_at <= ? and" + DECIDED + " order by id for update skip locked")
                .query(
                        row -> new Resolved(
                                row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getBoolean(5)),
                        now);
        for (Resolved one : all) {
            if (one.sent) {
                new DeliveryRepository(sql, now)
                        .add(one.notifier, one.orderingKey, PendingMessage.Kind.RESOLVED, now, null, one.alert);
            }
            sql.of("delete from unresolved where id = ?").update(one.id);
        }
        sql.of("delete from unresolved where created_at < ?").update(now - TRACKED.toMillis());
    }

    /** Returns when the next container counts as running or healthy again; empty if there is none. */
    Optional<Long> nextResolved() throws SQLException {
        return sql.of("select min(resolved_at) from unresolved where resolved_at is not null and" + DECIDED)
                .number();
    }
}
