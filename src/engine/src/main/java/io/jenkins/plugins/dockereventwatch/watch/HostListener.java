package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;

/** Receives the events of a host, on the thread that follows it; must not block. */
@FunctionalInterface
interface HostListener {

    /** Receives an event that passes the filters, each once. Exceptions are logged and do not end the watch. */
    void onEvent(DockerEvent event);

    /** Receives every event, before {@link #onEvent}. */
    default void beforeFilters(DockerEvent event) {}

    /** An event is processed, whether it passed the filters or not. */
    default void afterEvent(DockerEvent event) {}

    /** The engine answers. The connection stays open until the next call or the end of the watch. */
    default void onConnect(DockerConnection connection) {}

    /** Returns where unexpected errors of the thread are recorded. */
    default WorkerErrors errors() {
        return new WorkerErrors();
    }

    /** Returns the position at which the watch starts, which receives its progress. */
    default HostCursor cursor() {
        return HostCursor.NONE;
    }
}
