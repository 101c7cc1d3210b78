package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.alert.EventDescription;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.grouping.UnresolvedRepository.Unresolved;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.SQLException;
import java.time.Duration;

/** Creates a message when the container of an alert is running again. */
record ResolvedTracker(UnresolvedRepository unresolved, DeliveryRepository deliveries, long now) {

    /** A container without a health check counts as running after this time. */
    private static final Duration STABLE_AFTER = Duration.ofSeconds(30);

    /** Containers that are not running again within this time are not tracked any longer. */
    private static final Duration TRACKED = Duration.ofDays(7);

    /** Tracks the container of an alert, if the alert is about a failure. */
    void track(long id, Alert alert, String orderingKey) throws SQLException {
        DockerEvent event = alert.event();
        if (!EventClassifier.isUrgent(event) && !event.action().equals("die")) {
            return;
        }
        String container = EventClassifier.container(event);
        String key = Digest.of(alert.hostLabel(), container, alert.notifier());
        if (!unresolved.reset(key)) {
            TrackedContainer tracked =
                    new TrackedContainer(alert.notifier(), orderingKey, EventDescription.subject(event));
            unresolved.add(key, alert.hostLabel(), container, new Unresolved(0, tracked, id), now);
        }
    }

    void onEvent(String host, DockerEvent event) throws SQLException {
        Long resolvedAt = switch (event.action()) {
            case "start" -> now + STABLE_AFTER.toMillis();
            case "health_status: healthy" -> now;
            default -> null;
        };
        unresolved.setResolvedAt(host, EventClassifier.container(event), resolvedAt);
    }

    void sendResolved() throws SQLException {
        for (Unresolved resolved : unresolved.resolved(now)) {
            deliveries.add(
                    resolved.container().notifier(),
                    resolved.container().orderingKey(),
                    PendingMessage.Kind.RESOLVED,
                    now,
                    resolved.container().name() + " runs again",
                    resolved.alert());
            unresolved.delete(resolved.id());
        }
        unresolved.deleteBefore(now - TRACKED.toMillis());
    }
}
