package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The view that one host's watch has of the outbox: what it is told is written with the alerts.
 *
 * @param hostLabel the host's name
 * @param followContainers whether it matters now what becomes of containers
 */
public record OutboxCursor(String hostLabel, Outbox outbox, OutboxWriter recorder, BooleanSupplier followContainers)
        implements HostCursor {

    @Override
    public Optional<Stored> stored() throws IOException {
        return outbox.cursor(hostLabel);
    }

    @Override
    public void reached(Instant time) {
        recorder.reached(hostLabel, time);
    }

    @Override
    public void hold(DockerEvent event) {
        recorder.hold(hostLabel, event.timeNano());
    }

    @Override
    public void letGo(DockerEvent event) {
        recorder.letGo(hostLabel, event.timeNano());
    }

    @Override
    public void passed(DockerEvent event) {
        recorder.passed(hostLabel, event.timeNano());
    }

    @Override
    public void gap() {
        recorder.gap(hostLabel);
    }

    @Override
    public void saw(DockerEvent event) {
        if (followContainers.getAsBoolean() && EventClassifier.isOfLife(event)) {
            recorder.submit(new OutboxEntry.Life(hostLabel, event));
        }
    }
}
