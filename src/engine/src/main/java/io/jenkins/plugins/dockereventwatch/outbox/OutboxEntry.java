package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;

/** An input of the outbox. Inputs are processed in order. */
public sealed interface OutboxEntry {

    DockerEvent event();

    /** An alert to be recorded. */
    record NewAlert(Alert alert) implements OutboxEntry {
        @Override
        public DockerEvent event() {
            return alert.event();
        }
    }

    /** An event that may end what waiting alerts report, or begin a redeployment. */
    record ContainerEvent(String host, DockerEvent event) implements OutboxEntry {}
}
