package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;

/** Receives the events of a host that pass the filters, each once. */
@FunctionalInterface
public interface EventConsumer {

    /** Accepts an event, on the thread that follows the host. Exceptions are logged and do not end the watch. */
    void accept(DockerEvent event);
}
