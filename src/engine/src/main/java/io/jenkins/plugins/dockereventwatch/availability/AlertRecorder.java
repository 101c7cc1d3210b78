package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.outbox.AlertSource;
import io.jenkins.plugins.dockereventwatch.store.StoreException;

/** Records alerts in the state. */
@FunctionalInterface
public interface AlertRecorder {

    /** @throws StoreException if the state is unavailable; then nothing is recorded */
    void record(AlertSource source) throws StoreException;
}
