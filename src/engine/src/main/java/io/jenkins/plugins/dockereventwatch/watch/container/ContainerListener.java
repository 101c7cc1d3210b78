package io.jenkins.plugins.dockereventwatch.watch.container;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.watch.EventConsumer;

/** Receives all events of a host, before filters, on the thread that follows the host; must not block. */
public interface ContainerListener {

    /** Ignores everything. */
    ContainerListener NONE = new ContainerListener() {
        @Override
        public void onConnect(DockerConnection connection) {}

        @Override
        public void onEvent(DockerEvent event) {}
    };

    /** The engine answers. The connection stays open until the next call or the end of the watch. */
    void onConnect(DockerConnection connection);

    /** Receives an event before its {@link EventConsumer} does. */
    void onEvent(DockerEvent event);
}
