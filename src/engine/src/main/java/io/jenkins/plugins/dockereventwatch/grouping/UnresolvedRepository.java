package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.alert.EventDescription;
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
 * The table of containers that are not running again after an alert. Creates a message when one is. All times are
 * milliseconds since the epoch.
 */
record UnresolvedRepository(Sql sql, long now) {

    /** A container without a health check counts as running after this time. */
    private static final Duration STABLE_AFTER = Duration.ofSeconds(30);

    /** Containers that are not running again within this time are not tracked any longer. */
    private static final Duration TRACKED = Duration.ofDays(7);

    private record Resolved(long id, String notifier, String orderingKey, String name, long alert) {}

    /** Tracks the container of an alert, if the alert is about a failure. */
    void track(long id, Alert alert, String orderingKey) throws SQLException {
        DockerEvent event = alert.event();
        if (!EventClassifier.isUrgent(event) && !event.action().equals("die")) {
            return;
        }
        String container = EventClassifier.container(event);
        String key = Digest.of(alert.hostLabel(), container, alert.notifier());
        if (!sql.of("update unresolved set resolved_at = null where unresolved_key = ?")
                .changes(key)) {
            String host = Sql.label(alert.hostLabel());
            String notifier = Sql.label(alert.notifier());
            String name = Sql.name(EventDescription.subject(event));
            sql.of("insert into unresolved (unresolved_key, host, container, notifier, ordering_key, name, alert,"
                            + " created_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                    .update(key, host, Sql.label(container), notifier, orderingKey, name, id, now);
        }
    }

    /** Determines when a container counts as running again; unknown after a death. */
    void onEvent(String host, DockerEvent event) throws SQLException {
        Long resolvedAt = switch (event.action()) {
            case "start" -> now + STABLE_AFTER.toMillis();
            case "health_status: healthy" -> now;
            default -> null;
        };
        sql.of("update unresolved set resolved_at = ? where host = ? and container = ?")
                .update(resolvedAt, Sql.label(host), Sql.label(EventClassifier.container(event)));
    }

    /** Creates messages about the containers that are running again. */
    void sendResolved() throws SQLException {
        List<Resolved> all = sql.of("select id, notifier, ordering_key, name, alert from unresolved"
                        + " where resolved_at <= ? order by id for update skip locked")
                .query(
                        row -> new Resolved(
                                row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5)),
                        now);
        for (Resolved one : all) {
            String headline = one.name + " runs again";
            new DeliveryRepository(sql, now)
                    .add(one.notifier, one.orderingKey, PendingMessage.Kind.RESOLVED, now, headline, one.alert);
            sql.of("delete from unresolved where id = ?").update(one.id);
        }
        sql.of("delete from unresolved where created_at < ?").update(now - TRACKED.toMillis());
    }

    /** Returns when the next container counts as running again; empty if there is none. */
    Optional<Long> nextResolved() throws SQLException {
        return sql.of("select min(resolved_at) from unresolved").number();
    }
}
