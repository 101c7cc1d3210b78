package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerContextCache;

/**
 * Passes what happens on a host to the parts that process it.
 *
 * @param events receives the events that pass the filters
 */
record ProcessingListener(
        HostCursor cursor,
        WorkerErrors errors,
        ContainerContextCache containers,
        PendingAlerts pending,
        HostListener events)
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
        events.onEvent(event);
    }

    @Override
    public void afterEvent(DockerEvent event) {
        pending.afterEvent(event);
    }
}
