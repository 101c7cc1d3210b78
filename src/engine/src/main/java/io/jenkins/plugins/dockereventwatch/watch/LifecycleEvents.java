package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The events that delimit the life of a container. */
final class LifecycleEvents {

    private LifecycleEvents() {}

    /** Adds the lifecycle actions to filters that select only some actions. */
    static EventFilters addTo(EventFilters filters) {
        if (!filters.values().containsKey("event")) {
            return filters;
        }
        Map<String, List<String>> asked = new LinkedHashMap<>();
        filters.values().forEach((key, values) -> asked.put(key, List.copyOf(values)));
        Set<String> actions = new LinkedHashSet<>(filters.values().get("event"));
        actions.addAll(List.of("create", "start", "kill", "die", "oom", "destroy", "health_status"));
        asked.put("event", List.copyOf(actions));
        return EventFilters.of(asked);
    }
}
