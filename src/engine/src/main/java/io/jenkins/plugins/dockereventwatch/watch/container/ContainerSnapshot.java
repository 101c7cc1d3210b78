package io.jenkins.plugins.dockereventwatch.watch.container;

import java.time.Instant;
import java.util.List;

/**
 * The states of the selected containers of a host at one time.
 *
 * @param time when reading them began, by the watcher's clock
 */
public record ContainerSnapshot(Instant time, List<ContainerState> containers) {

    public ContainerSnapshot {
        containers = List.copyOf(containers);
    }
}
