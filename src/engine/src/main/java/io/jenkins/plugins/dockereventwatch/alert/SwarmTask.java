package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.Optional;

/**
 * The place of a container in a Swarm service. A task that replaces another one has the same place.
 *
 * @param service the name of the service, including its stack
 * @param slot the number of the replica; the id of the node for a service with one task on each node
 */
record SwarmTask(String service, String slot) {

    private static final String LABEL = "com.docker.swarm.";

    /** Returns the place of an event's container; empty if the container is not known to belong to a service. */
    static Optional<SwarmTask> of(DockerEvent event) {
        String service = event.attribute(ContainerLabels.SWARM_SERVICE);
        if (service.isEmpty()) {
            return Optional.empty();
        }
        // SERVICE.SLOT.TASK, which is also the name of the container.
        String label = event.attribute(LABEL + "task.name");
        String task = label.isEmpty() ? event.attribute("name") : label;
        String slot = task.startsWith(service + ".")
                ? task.substring(service.length() + 1).split("\\.", 2)[0]
                : event.attribute(LABEL + "node.id");
        return slot.isEmpty() ? Optional.empty() : Optional.of(new SwarmTask(service, slot));
    }

    /** Returns the name for people: the service, with the number of the replica if there can be several on a node. */
    String name() {
        return slot.chars().allMatch(Character::isDigit) ? service + "." + slot : service;
    }
}
