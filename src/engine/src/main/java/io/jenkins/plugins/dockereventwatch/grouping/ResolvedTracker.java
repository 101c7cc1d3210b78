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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Follows containers after an alert: to say that one runs again, or to see whether it was restarted. */
final class ResolvedTracker {

    /** A container that has run so long since its start, and has no health check to say more, is well. */
    private static final Duration STEADY = Duration.ofSeconds(30);

    /** After so long nobody waits for it any more. */
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    private static final int LONGEST_NAME = 200;

    private final Sql sql;
    private final DeliveryRepository deliveries;
    private final long now;

    ResolvedTracker(Sql sql, DeliveryRepository deliveries, long now) {
        this.sql = sql;
        this.deliveries = deliveries;
        this.now = now;
    }

    private record Trouble(long id, String notifier, String lane, String name, long alert) {}

    /** Takes note that a message will say when the container of an alert runs again. */
    void await(long id, Alert alert, String lane) throws SQLException {
        if (!EventClassifier.isUrgent(alert.event()) && !alert.event().action().equals("die")) {
            return;
        }
        String container = Outbox.label(EventClassifier.container(alert.event()));
        String key = Digest.of(alert.hostLabel(), container, alert.notifier());
        if (sql.update("update trouble set over_at = null where trouble_key = ?", key) == 0) {
            sql.update(
                    "insert into trouble (trouble_key, host, container, notifier, lane, name, alert, created_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                    key,
                    Outbox.label(alert.hostLabel()),
                    container,
                    Outbox.label(alert.notifier()),
                    lane,
                    SafeText.abbreviate(EventDescription.subject(alert.event()), LONGEST_NAME),
                    id,
                    now);
        }
    }

    /** A container started, died, or told its health. */
    void saw(String host, DockerEvent event) throws SQLException {
        Long over = switch (event.action()) {
            case "start" -> now + STEADY.toMillis();
            case "health_status: healthy" -> now;
            default -> null;
        };
        sql.update(
                "update trouble set over_at = ? where host = ? and container = ?",
                over,
                host,
                Outbox.label(EventClassifier.container(event)));
    }

    /** Says of what runs again that it does. */
    void tell() throws SQLException {
        List<Trouble> over = sql.query(
                row -> new Trouble(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5)),
                "select id, notifier, lane, name, alert from trouble where over_at <= ? order by id"
                        + " for update skip locked",
                now);
        for (Trouble trouble : over) {
            deliveries.add(
                    trouble.notifier,
                    trouble.lane,
                    PendingMessage.Kind.RESOLVED,
                    now,
                    trouble.name + " runs again",
                    trouble.alert);
            sql.update("delete from trouble where id = ?", trouble.id);
        }
        sql.update("delete from trouble where created_at < ?", now - FORGOTTEN.toMillis());
    }
}
