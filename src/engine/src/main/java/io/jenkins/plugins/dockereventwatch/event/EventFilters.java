package io.jenkins.plugins.dockereventwatch.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The filters of {@code docker events --filter}: handed to the Docker Engine, and applied by us where there is none (a
 * recording), with the engine's own meaning. An event passes when for each key one of its values fits; of {@code label}
 * all must.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/system/events/#filter">docker system events, filtering</a>
 */
public final class EventFilters {

    /** The keys that a Docker Engine knows. */
    public static final List<String> KEYS = List.of(
            "config",
            "container",
            "daemon",
            "event",
            "image",
            "label",
            "network",
            "node",
            "plugin",
            "scope",
            "secret",
            "service",
            "type",
            "volume");

    /** Filters that let everything pass. */
    public static final EventFilters NONE = new EventFilters(Map.of());

    /** Keys whose values are the front of an object's id or name, whatever the event's type. */
    private static final Set<String> BY_ID_OR_NAME =
            Set.of("config", "container", "daemon", "network", "node", "plugin", "secret", "service", "volume");

    /** Actions that carry a tail; naming one makes the engine compare every value of the key with the action's front. */
    private static final Set<String> ACTIONS_WITH_TAIL = Set.of("health_status", "exec_create", "exec_start");

    private final Map<String, Set<String>> values;

    private EventFilters(Map<String, Set<String>> values) {
        this.values = values;
    }

    /**
     * Filters by key.
     *
     * @param values for each of {@link #KEYS} that is to count, its values
     * @throws IllegalArgumentException if a key is none of {@link #KEYS}
     */
    public static EventFilters of(Map<String, List<String>> values) {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        values.forEach((key, some) -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("no filter of docker events: " + key);
            }
            if (!some.isEmpty()) {
                copy.put(key, Collections.unmodifiableSet(new LinkedHashSet<>(some)));
            }
        });
        return copy.isEmpty() ? NONE : new EventFilters(Collections.unmodifiableMap(copy));
    }

    /** By key, as the Docker Engine API takes them; keys without values are left out. */
    public Map<String, Set<String>> values() {
        return values;
    }

    /** Whether a Docker Engine with these filters would report the event. */
    public boolean pass(DockerEvent event) {
        for (Map.Entry<String, Set<String>> filter : values.entrySet()) {
            if (!passes(filter.getKey(), filter.getValue(), event)) {
                return false;
            }
        }
        return true;
    }

    private static boolean passes(String key, Set<String> values, DockerEvent event) {
        return switch (key) {
            case "type" -> values.contains(event.type());
            case "scope" -> values.contains(event.json().path("scope").asText());
            case "event" -> passesAction(values, event.action());
            case "image" -> passesImage(values, event);
            case "label" -> values.stream().allMatch(label -> hasLabel(event, label));
            default ->
                BY_ID_OR_NAME.contains(key)
                        && (isFrontOf(values, event.actorId()) || isFrontOf(values, event.attribute("name")));
        };
    }

    private static boolean passesAction(Set<String> values, String action) {
        return Collections.disjoint(values, ACTIONS_WITH_TAIL) ? values.contains(action) : isFrontOf(values, action);
    }

    private static boolean isFrontOf(Set<String> fronts, String text) {
        for (String front : fronts) {
            if (text.startsWith(front)) {
                return true;
            }
        }
        return false;
    }

    private static boolean passesImage(Set<String> values, DockerEvent event) {
        String id = event.actorId();
        String name = event.attribute(event.type().equals("image") ? "name" : "image");
        return values.contains(id)
                || values.contains(name)
                || values.contains(familiarName(id))
                || values.contains(familiarName(name));
    }

    /** The image's name as Docker prints it: without tag, digest, default registry and default namespace. */
    private static String familiarName(String image) {
        int digest = image.indexOf('@');
        String name = digest < 0 ? image : image.substring(0, digest);
        int tag = name.indexOf(':', name.lastIndexOf('/') + 1);
        name = tag < 0 ? name : name.substring(0, tag);
        for (String registry : List.of("docker.io/", "index.docker.io/")) {
            if (name.startsWith(registry)) {
                name = name.substring(registry.length());
            }
        }
        String unqualified = name.startsWith("library/") ? name.substring("library/".length()) : name;
        return unqualified.contains("/") ? name : unqualified;
    }

    private static boolean hasLabel(DockerEvent event, String label) {
        int equals = label.indexOf('=');
        String key = equals < 0 ? label : label.substring(0, equals);
        return event.json().path("Actor").path("Attributes").has(key)
                && (equals < 0 || event.attribute(key).equals(label.substring(equals + 1)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventFilters filters && values.equals(filters.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
