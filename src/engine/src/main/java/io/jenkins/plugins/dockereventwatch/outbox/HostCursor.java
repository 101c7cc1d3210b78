package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** How far the events of a host are dealt with, by the host's own clock; remembered together with the alerts. */
public interface HostCursor {

    /** Remembers nothing: the watch begins with what happens from now on. */
    HostCursor NONE = new HostCursor() {
        @Override
        public Optional<Stored> stored() {
            return Optional.empty();
        }

        @Override
        public void reached(Instant time) {
            // Nothing is remembered.
        }
    };

    /**
     * What is remembered of a host, by the host's own clock.
     *
     * @param begun when it was watched for the first time: nothing earlier is of interest
     * @param reached all events up to then were handed on
     */
    record Stored(Instant begun, Instant reached) {}

    /**
     * The time that was reached before the program was started; empty: the host was never watched.
     *
     * @throws IOException if that cannot be read for now
     */
    Optional<Stored> stored() throws IOException;

    /** All events up to {@code time} were handed on. Never waits for a disk. */
    void reached(Instant time);

    /**
     * An event alerts somebody, but not yet: until it is let go, nothing is remembered as reached that would pass it.
     * Never waits.
     */
    default void hold(DockerEvent event) {}

    /** The alerts of an event that was held have been handed over. Never waits. */
    default void letGo(DockerEvent event) {}

    /** An event was judged by the rules, whether one alerts of it or not. Never waits. */
    default void passed(DockerEvent event) {}

    /** The engine did not tell all that had happened. Never waits. */
    default void gap() {}

    /** Something happened to a container, whether a rule alerts of it or not. Never waits. */
    default void saw(DockerEvent event) {}
}
