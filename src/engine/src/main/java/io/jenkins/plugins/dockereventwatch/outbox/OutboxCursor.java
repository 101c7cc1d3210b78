package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A host's cursor in the outbox. */
public record OutboxCursor(String hostLabel, Outbox outbox, OutboxWriter writer) implements HostCursor {

    @Override
    public Optional<Stored> stored() throws IOException {
        return outbox.cursor(hostLabel);
    }

    @Override
    public void reached(Instant time) {
        writer.reached(hostLabel, time);
    }

    @Override
    public void hold(DockerEvent event) {
        writer.update(hostLabel, cursor -> cursor.hold(event.timeNano()));
    }

    @Override
    public void release(DockerEvent event) {
        writer.update(hostLabel, cursor -> cursor.release(event.timeNano()));
    }

    @Override
    public void passed(DockerEvent event) {
        writer.update(hostLabel, cursor -> cursor.event(event.timeNano()));
    }

    @Override
    public void gap() {
        writer.update(hostLabel, CursorAccumulator::gap);
    }

    @Override
    public void onEvent(DockerEvent event) {
        if (EventClassifier.isOfLife(event)) {
            writer.submit(new OutboxEntry.ContainerEvent(hostLabel, event));
        }
    }
}
