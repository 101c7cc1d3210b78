package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;

/**
 * Learns what a watch sees, before filters: on the watch's thread, so it must not wait for anything.
 */
interface ContainerListener {

    /** Wants to know nothing. */
    ContainerListener NONE = new ContainerListener() {
        @Override
        public void connected(DockerConnection connection) {}

        @Override
        public void saw(DockerEvent event) {}
    };

    /** The engine answers; the connection is open until it is replaced by another, or the watch ends. */
    void connected(DockerConnection connection);

    /** An event, before whoever it is handed to sees it. */
    void saw(DockerEvent event);
}
