package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * The position up to which a host's events are processed, by the host's clock. It is stored together with the alerts. Only
 * {@link #stored} waits for the state.
 */
public interface HostCursor {

    /** A cursor that is not stored: the watch starts with the current time. */
    HostCursor NONE = new HostCursor() {
        @Override
        public Optional<Stored> stored() {
            return Optional.empty();
        }

        @Override
        public void reached(Instant time) {
            // Nothing is stored.
        }
    };

    /**
     * A stored cursor.
     *
     * @param begun when the host was first watched; earlier events are ignored
     * @param reached all events up to this time are processed
     */
    record Stored(Instant begun, Instant reached) {}

    /**
     * Returns the stored cursor; empty if the host has never been watched.
     *
     * @throws IOException if the state is unavailable
     */
    Optional<Stored> stored() throws IOException;

    /** All events up to a time are processed. */
    void reached(Instant time);

    /** The alerts of an event will be submitted later: the cursor must not pass the event until it is released. */
    default void hold(DockerEvent event) {}

    /** The alerts of a held event have been submitted. */
    default void release(DockerEvent event) {}

    /** An event was evaluated by the rules, whether it matched or not. */
    default void passed(DockerEvent event) {}

    /** The event stream had a gap. */
    default void gap() {}

    /** An event was received, whether it matched a rule or not. */
    default void onEvent(DockerEvent event) {}
}
