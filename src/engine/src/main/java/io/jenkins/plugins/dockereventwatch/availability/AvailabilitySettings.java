package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.watch.container.ContainerSelection;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerState;
import java.util.List;
import java.util.Optional;

/**
 * What is monitored.
 *
 * @param services the services, in the configured order
 * @param hosts how hosts are monitored; empty: not
 */
public record AvailabilitySettings(List<ServiceSettings> services, Optional<HostSettings> hosts)
        implements ContainerSelection {

    /** Monitors nothing. */
    public static final AvailabilitySettings NONE = new AvailabilitySettings(List.of(), Optional.empty());

    public AvailabilitySettings {
        services = List.copyOf(services);
    }

    @Override
    public boolean isEmpty() {
        return services.isEmpty();
    }

    @Override
    public boolean selects(ContainerState.Identity container) {
        return services.stream().anyMatch(service -> service.selector().selects(container));
    }

    @Override
    public boolean measuresMemory(ContainerState.Identity container) {
        return services.stream()
                .anyMatch(service ->
                        service.memory().isPresent() && service.selector().selects(container));
    }
}
