package io.jenkins.plugins.dockereventwatch.event;

import java.util.List;
import java.util.Map;

/** The filters of {@code docker events --filter}. */
public final class EventFilters {

    private final Map<String, List<String>> values;

    private EventFilters(Map<String, List<String>> values) {
        this.values = Map.copyOf(values);
    }

    /** Filters that let everything pass. */
    public static final EventFilters NONE = new EventFilters(Map.of());

    /** Filters by key; an event passes when for each key one of its values fits. */
    public static EventFilters of(Map<String, List<String>> values) {
        return new EventFilters(values);
    }

    /** By key, as the Docker Engine API takes them. */
    public Map<String, List<String>> values() {
        return values;
    }

    /** Whether an event passes. */
    public boolean pass(DockerEvent event) {
        return true;
    }
}
