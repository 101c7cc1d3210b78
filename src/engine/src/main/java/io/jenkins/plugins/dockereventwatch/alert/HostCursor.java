package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** How far the events of a host are dealt with, by the host's own clock; remembered together with the alerts. */
public interface HostCursor {

    /** Remembers nothing: the watch begins with what happens from now on. */
    HostCursor NONE = new HostCursor() {
        @Override
        public Optional<Instant> stored() {
            return Optional.empty();
        }

        @Override
        public void reached(Instant time) {
            // Nothing is remembered.
        }
    };

    /**
     * The time that was reached before the program was started; empty: the host was never watched.
     *
     * @throws IOException if that cannot be read for now
     */
    Optional<Instant> stored() throws IOException;

    /** All events up to {@code time} were handed on. Never waits for a disk. */
    void reached(Instant time);

    /** Something happened to a container, whether a rule alerts of it or not. Never waits. */
    default void saw(DockerEvent event) {}
}
