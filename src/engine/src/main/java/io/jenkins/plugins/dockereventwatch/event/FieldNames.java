package io.jenkins.plugins.dockereventwatch.event;

import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.List;
import java.util.Optional;

/** The fields that all events have, for suggestions about misspelled paths. An event may have others. */
public final class FieldNames {

    private static final String ATTRIBUTES = "Actor.Attributes.";

    private static final List<String> FIELDS = List.of(
            "status", "id", "from", "Type", "Action", "Actor.ID", "scope", "time", "timeNano", "planned", "truncated");

    private static final List<String> ATTRIBUTE_NAMES = List.of("image", "name", "exitCode", "signal", "execDuration");

    private FieldNames() {}

    /** Returns the path that was probably meant; empty if the path may be correct. */
    public static Optional<String> meant(String path) {
        if (FIELDS.contains(path)) {
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
}
