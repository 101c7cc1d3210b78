package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerSnapshot;
import java.util.Optional;

/**
 * What is known about a host.
 *
 * @param containers the states of its containers; empty: they are not known at present
 */
public record HostSnapshot(HostStatus status, Optional<ContainerSnapshot> containers) {

    /** Returns whether the engine answers and the states of its containers are known. */
    boolean isKnown() {
        return status.connected() && containers.isPresent();
    }
}
