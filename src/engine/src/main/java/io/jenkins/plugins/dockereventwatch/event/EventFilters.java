package io.jenkins.plugins.dockereventwatch.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The filters of {@code docker events --filter}, applied by the Docker Engine and, with the same semantics, to recordings.
 * An event passes if one value of each key matches; of {@code label}, all must match.
 *
 * @param values the values by key, one of {@link #KEYS}
 * @see <a href="https://docs.docker.com/reference/cli/docker/system/events/#filter">docker system events, filtering</a>
 */
public record EventFilters(Map<String, List<String>> values) {

    /** The keys that a Docker Engine supports. */
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

    /** The fields of events that have the meaning of a filter. */
    public static final Map<String, FieldPath> FIELDS =
            Map.of("event", new FieldPath("Action"), "type", new FieldPath("Type"), "scope", new FieldPath("scope"));

    /** No filters: every event passes. */
    public static final EventFilters NONE = new EventFilters(Map.of());

    /** Actions with details after a colon; if one is named, the engine matches all values by prefix. */
    private static final Set<String> ACTIONS_WITH_TAIL = Set.of("health_status", "exec_create", "exec_start");

    /**
     * Validates the filters and omits keys without values.
     *
     * @throws IllegalArgumentException if a key is not supported
     */
    public EventFilters {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((key, some) -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "Invalid filter '" + key + "': expected one of " + String.join(", ", KEYS));
            }
            if (!some.isEmpty()) {
                copy.put(key, List.copyOf(some));
            }
        });
        values = Collections.unmodifiableMap(copy);
    }

    /** Returns filters that additionally pass the actions. */
    public EventFilters withActions(List<String> actions) {
        if (!values.containsKey("event")) {
            return this;
        }
        Map<String, List<String>> more = new LinkedHashMap<>(values);
        more.merge(
                "event",
                actions,
                (one, other) ->
                        Stream.concat(one.stream(), other.stream()).distinct().toList());
        return new EventFilters(more);
    }

    /** Returns whether the event passes. */
    public boolean pass(DockerEvent event) {
        for (Map.Entry<String, List<String>> filter : values.entrySet()) {
            if (!passes(filter.getKey(), filter.getValue(), event)) {
                return false;
            }
        }
        return true;
    }

    private static boolean passes(String key, List<String> values, DockerEvent event) {
        return switch (key) {
            case "type" -> values.contains(event.type());
            case "scope" -> values.contains(event.json().path("scope").asText());
            case "event" -> passesAction(values, event.action());
            case "image" -> passesImage(values, event);
            case "label" -> values.stream().allMatch(label -> hasLabel(event, label));
            default -> isFrontOf(values, event.actorId()) || isFrontOf(values, event.attribute("name"));
        };
    }

    /** Returns whether an event of this kind may pass; filters of names and labels count as passed. */
    public boolean mayPass(KnownEvent event) {
        return values.entrySet().stream().allMatch(filter -> switch (filter.getKey()) {
            case "event" -> mayPassAction(filter.getValue(), event);
            case "type", "scope" ->
                event.texts(FIELDS.get(filter.getKey()).toString()).orElseThrow().stream()
                        .anyMatch(filter.getValue()::contains);
            default -> true;
        });
    }

    private static boolean mayPassAction(List<String> values, KnownEvent event) {
        String command = event.action() + ": ";
        return event.hasCommand()
                ? passesAction(values, command) || values.stream().anyMatch(value -> value.startsWith(command))
                : passesAction(values, event.action());
    }

    /** Returns whether an event may pass whose field has this text. */
    public boolean mayPass(FieldPath field, String text) {
        return values.entrySet().stream().allMatch(filter -> switch (filter.getKey() + " " + field) {
            case "container Actor.Attributes.name" -> isFrontOf(filter.getValue(), text);
            case "image Actor.Attributes.image" -> passesImage(filter.getValue(), text);
            default -> !filter.getKey().equals("label") || mayPassLabels(filter.getValue(), field, text);
        });
    }

    private static boolean mayPassLabels(List<String> labels, FieldPath field, String text) {
        String prefix = FieldNames.attribute(field.toString()).orElse("") + "=";
        return labels.stream().allMatch(label -> !label.startsWith(prefix) || label.equals(prefix + text));
    }

    private static boolean passesAction(List<String> values, String action) {
        return Collections.disjoint(values, ACTIONS_WITH_TAIL) ? values.contains(action) : isFrontOf(values, action);
    }

    private static boolean isFrontOf(List<String> fronts, String text) {
        return fronts.stream().anyMatch(text::startsWith);
    }

    private static boolean passesImage(List<String> values, DockerEvent event) {
        String name = event.attribute(event.type().equals("image") ? "name" : "image");
        return passesImage(values, event.actorId()) || passesImage(values, name);
    }

    private static boolean passesImage(List<String> values, String image) {
        return values.contains(image) || values.contains(familiarName(image));
    }

    /** Returns an image's familiar name without tag and digest. */
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
}
