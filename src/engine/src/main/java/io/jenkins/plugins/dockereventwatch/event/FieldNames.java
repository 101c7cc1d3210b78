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

    /** Shorter names of labels resemble others by chance. */
    private static final int MAX_SHORT = 4;

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

    /** Returns the path that is meant by one that events do not have, or hardly ever; empty if it may be correct. */
    public static Optional<String> likely(String path) {
        if (FIELDS.contains(path) || RARE.contains(path)) {
            return Optional.empty();
        }
        Optional<String> attribute = attribute(path);
        String known = MEANT.get(key(attribute.orElse(path)));
        // A network or volume event has the attribute 'container', and a label may well be called 'state'.
        boolean isLikely = attribute.isEmpty() || !path.equals(ATTRIBUTES + "container") && !"Action".equals(known);
        if (known != null && isLikely) {
            return Optional.of(known);
        }
        return meant(path)
                .or(() -> attribute.isPresent()
                        ? Suggestion.of(attribute.get(), ATTRIBUTE_NAMES)
                                .filter(name -> !name.equals(attribute.get())
                                        && attribute.get().length() > MAX_SHORT)
                                .map(name -> ATTRIBUTES + name)
                        : Optional.of(ATTRIBUTES + path.replaceFirst("^(?i)(actor|event|container|labels?)\\.", ""))
                                .map(label -> meant(label).orElse(label)));
    }

    /** Returns why a field is probably wrong, and what was meant; empty if events have it. */
    public static Optional<InvalidValueException> problem(String path) {
        String name = attribute(path).orElse(path);
        if (HOSTS.contains(key(name))) {
            return Optional.of(new InvalidValueException("field-host", path));
        }
        boolean mayBeLabel = !name.equals(path) && meant(path).isEmpty();
        return likely(path)
                .map(meant -> mayBeLabel
                        ? new InvalidValueException("field-label", name, meant)
                        : new InvalidValueException("field-meant", path, meant));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_ -]", "");
    }
}
