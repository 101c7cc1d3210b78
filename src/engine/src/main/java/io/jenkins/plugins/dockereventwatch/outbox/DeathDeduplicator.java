package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.sql.SQLException;
import java.util.Set;

/**
 * Recognizes the end of a container that is observed twice with different times: as an event by one watcher, and derived
 * from the container's state by another one or after a restart.
 */
record DeathDeduplicator(AlertRepository alerts) {

    private static final Set<String> ENDS = Set.of("die", "oom");

    /** Returns whether an alert for the same end of the container is recorded. */
    boolean isKnown(Alert alert) throws SQLException {
        DockerEvent event = alert.event();
        if (!event.type().equals("container") || !ENDS.contains(event.action())) {
            return false;
        }
        if (event.origin() == DockerEvent.Origin.FOUND_AFTERWARDS) {
            return alerts.containsSince(alert, event.sameSince());
        }
        // A replayed event must not be taken for another end of its container.
        return alerts.contains(alert) || alerts.confirmDerived(alert);
    }
}
