package io.jenkins.plugins.dockereventwatch.event;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of events, for suggestions about misspelled paths. Labels are further attributes. */
public final class FieldNames {

    private static final String ATTRIBUTES = "Actor.Attributes.";

    private static final List<String> FIELDS = List.of(
            "status", "id", "from", "Type", "Action", "Actor.ID", "scope", "time", "timeNano", "planned", "truncated");

    private static final Set<String> OF_EVERY_EVENT =
            Set.of("Type", "Action", "Actor.ID", "scope", "time", "timeNano", "truncated");

    /** Fields that only some engines, or only events after a gap, have. */
    private static final Set<String> RARE = Set.of("HealthStatus", "lifeSince");

    private static final List<String> ATTRIBUTE_NAMES = List.of("image", "name", "exitCode", "signal", "execDuration");

    /** Names, in lower case and without underscores, that are often used for others. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("container", ATTRIBUTES + "name"),
            Map.entry("containername", ATTRIBUTES + "name"),
            Map.entry("containerid", "Actor.ID"),
            Map.entry("actor", ATTRIBUTES + "name"),
            Map.entry("service", ATTRIBUTES + "com.docker.compose.service"),
            Map.entry("servicename", ATTRIBUTES + "com.docker.compose.service"),
            Map.entry("composeservice", ATTRIBUTES + "com.docker.compose.service"),
            Map.entry("project", ATTRIBUTES + "com.docker.compose.project"),
            Map.entry("composeproject", ATTRIBUTES + "com.docker.compose.project"),
            Map.entry("stack", ATTRIBUTES + "com.docker.stack.namespace"),
            Map.entry("label", ATTRIBUTES + "LABEL"),
            Map.entry("labels", ATTRIBUTES + "LABEL"),
            Map.entry("attributes", ATTRIBUTES + "LABEL"),
            Map.entry("event", "Action"),
            Map.entry("state", "Action"),
            Map.entry("health", "Action"),
            Map.entry("healthstatus", "Action"),
            Map.entry("exitstatus", ATTRIBUTES + "exitCode"));

    private static final List<String> HOSTS = List.of("host", "hostname", "hostlabel", "dockerhost", "dockerhostlabel");

    private FieldNames() {}

    /** Returns the name of the attribute that a path denotes; empty: it is not an attribute. */
    static Optional<String> attribute(String path) {
        return path.startsWith(ATTRIBUTES) ? Optional.of(path.substring(ATTRIBUTES.length())) : Optional.empty();
    }

    static boolean isOfEveryEvent(String path) {
        return OF_EVERY_EVENT.contains(path);
    }

    /** Returns the path that was probably meant; empty if the path may be correct. */
    public static Optional<String> meant(String path) {
        if (FIELDS.contains(path) || RARE.contains(path)) {
            return Optional.empty();
        }
        if (path.startsWith(ATTRIBUTES)) {
            String attribute = path.substring(ATTRIBUTES.length());
            return ATTRIBUTE_NAMES.stream()
                    .filter(name -> name.equalsIgnoreCase(attribute) && !name.equals(attribute))
                    .map(name -> ATTRIBUTES + name)
                    .findFirst();
        }
        return Suggestion.of(path, ATTRIBUTE_NAMES)
                .map(name -> ATTRIBUTES + name)
                .or(() -> misspeltPrefix(path))
                .or(() -> Suggestion.of(path, FIELDS));
    }

    /** {@code Actor.Atributes.image}, {@code Attributes.image}. */
    private static Optional<String> misspeltPrefix(String path) {
        if (path.startsWith("Attributes.")) {
            return Optional.of("Actor." + path);
        }
        int second = path.indexOf('.', path.indexOf('.') + 1);
        if (second < 0) {
            return Optional.empty();
        }
        return Suggestion.of(path.substring(0, second + 1), List.of(ATTRIBUTES))
                .map(prefix -> prefix + path.substring(second + 1));
    }

    /** Returns why a field is probably wrong, and what was meant; empty if events have it. */
    public static Optional<InvalidValueException> problem(String path) {
        Optional<String> attribute = attribute(path);
        if (attribute.isPresent()) {
            return meant(path)
                    .map(meant -> new InvalidValueException("field-meant", path, meant))
                    .or(() -> probableLabel(path, attribute.get()));
        }
        if (FIELDS.contains(path) || RARE.contains(path)) {
            return Optional.empty();
        }
        String key = key(path);
        if (HOSTS.contains(key)) {
            return Optional.of(new InvalidValueException("field-host", path));
        }
        String meant = Optional.ofNullable(MEANT.get(key))
                .or(() -> meant(path))
                .orElseGet(() -> ATTRIBUTES + path.replaceFirst("^(?i)(actor|event|container|labels?)\\.", ""));
        return Optional.of(new InvalidValueException("field-meant", path, meant));
    }

    /** A label may have any name, but these names are rather a mistake. */
    private static Optional<InvalidValueException> probableLabel(String path, String attribute) {
        String key = key(attribute);
        String meant = MEANT.get(key);
        // A network or volume event has the attribute 'container'.
        if (meant == null || attribute.equals("container")) {
            return HOSTS.contains(key)
                    ? Optional.of(new InvalidValueException("field-host", path))
                    : Suggestion.of(attribute, ATTRIBUTE_NAMES)
                            .filter(name -> !name.equals(attribute) && attribute.length() > 4)
                            .map(name -> new InvalidValueException("field-label", attribute, ATTRIBUTES + name));
        }
        return Optional.of(new InvalidValueException("field-label", attribute, meant));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_ -]", "");
    }
}
