package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerContextCache;

/** Processes events as {@link WatchedHost} does. */
record ProcessingListener(
        HostCursor cursor, ContainerContextCache containers, EventProcessor processor, PendingAlerts pending)
        implements HostListener {

    @Override
    public void onConnect(DockerConnection connection) {
        containers.onConnect(connection);
    }

    @Override
    public void beforeFilters(DockerEvent event) {
        containers.onEvent(event);
    }

    @Override
    public void onEvent(DockerEvent event) {
        processor.accept(event);
    }

    @Override
    public void afterEvent(DockerEvent event) {
        pending.afterEvent(event);
    }
}
