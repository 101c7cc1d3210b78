package io.jenkins.plugins.dockereventwatch.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of an event by dotted path: {@code status}, {@code Actor.Attributes.exitCode}. A key that itself has dots is
 * found as printed ({@code Actor.Attributes.com.docker.compose.service}): where several readings of the dots lead
 * somewhere, the one whose first key is shortest counts.
 */
public final class FieldPath {

    private final String dotted;
    private final Step[] firstSteps;

    /** One way to read the front of what is left of a path: a key, and the steps that may follow it (none: a leaf). */
    private record Step(String key, Step[] next) {}

    private FieldPath(String dotted, Step[] firstSteps) {
        this.dotted = dotted;
        this.firstSteps = firstSteps;
    }

    /**
     * Reads a path.
     *
     * @param dotted such as {@code Actor.Attributes.image}
     * @throws IllegalArgumentException if it is empty, has an empty part ({@code a..b}), or more than
     *     {@value #MAX_PARTS} parts
     */
    public static FieldPath of(String dotted) {
        String[] parts = dotted.split("\\.", -1);
        if (parts.length > MAX_PARTS) {
            throw new IllegalArgumentException("a field path has at most " + MAX_PARTS + " parts");
        }
        for (String part : parts) {
            if (part.isEmpty()) {
                throw new IllegalArgumentException("a field path has no empty parts: '" + dotted + "'");
            }
        }
        return new FieldPath(dotted, steps(parts)[0]);
    }

    /** Longest path in parts; Docker's own have at most three beside the dots of a label. */
    static final int MAX_PARTS = 32;

    private static Step[][] steps(String[] parts) {
        Step[][] from = new Step[parts.length + 1][];
        from[parts.length] = new Step[0];
        for (int start = parts.length - 1; start >= 0; start--) {
            List<Step> steps = new ArrayList<>();
            StringBuilder key = new StringBuilder();
            for (int end = start; end < parts.length; end++) {
                key.append(end == start ? "" : ".").append(parts[end]);
                steps.add(new Step(key.toString(), from[end + 1]));
            }
            from[start] = steps.toArray(Step[]::new);
        }
        return from;
    }

    /**
     * The field's text in an event: of a string its content, of a number or boolean its JSON text.
     *
     * @return null where the event has no such field, or where it is null, an object or a list
     */
    public String textIn(DockerEvent event) {
        JsonNode value = find(event.json(), firstSteps);
        return value == null ? null : value.asText();
    }

    private static JsonNode find(JsonNode node, Step[] steps) {
        for (Step step : steps) {
            JsonNode child = node.get(step.key);
            if (child == null) {
                continue;
            }
            if (step.next.length == 0) {
                return child.isValueNode() && !child.isNull() ? child : null;
            }
            JsonNode found = child.isObject() ? find(child, step.next) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Whether two paths are the same path, as written. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FieldPath path && dotted.equals(path.dotted);
    }

    @Override
    public int hashCode() {
        return dotted.hashCode();
    }

    /** The path as written. */
    @Override
    public String toString() {
        return dotted;
    }
}
