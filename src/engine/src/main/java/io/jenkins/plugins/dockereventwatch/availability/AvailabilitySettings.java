package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.watch.container.ContainerSelection;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Returns the notifiers of the alerts by their titles. */
    public Map<String, List<String>> notifiersByTitle() {
        Map<String, List<String>> notifiers = new LinkedHashMap<>();
        services.forEach(service -> notifiers.put(ServiceSettings.title(service.name()), service.notifiers()));
        hosts.ifPresent(all -> notifiers.put(HostSettings.TITLE, all.notifiers()));
        return notifiers;
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
