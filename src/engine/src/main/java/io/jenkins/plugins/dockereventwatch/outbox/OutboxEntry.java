package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;

/** What the outbox is told, in order: an alert, or what became of a container that an alert may wait for. */
public sealed interface OutboxEntry {

    /** The event. */
    DockerEvent event();

    /** An alert that is due. */
    record Due(Alert alert) implements OutboxEntry {
        @Override
        public DockerEvent event() {
            return alert.event();
        }
    }

    /** A container started, died or told its health. */
    record Life(String host, DockerEvent event) implements OutboxEntry {}
}
