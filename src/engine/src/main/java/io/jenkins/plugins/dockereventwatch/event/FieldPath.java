package io.jenkins.plugins.dockereventwatch.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The dotted path of an event's field: {@code status}, {@code Actor.Attributes.exitCode}. Keys may contain dots
 * ({@code Actor.Attributes.com.docker.compose.service}); if several interpretations exist, the one with the shortest first
 * key applies.
 */
public final class FieldPath {

    private final String dotted;
    private final Step[] firstSteps;

    /** An interpretation of the start of a path: a key and the possible next steps; none for a leaf. */
    private record Step(String key, Step[] next) {}

    private FieldPath(String dotted, Step[] firstSteps) {
        this.dotted = dotted;
        this.firstSteps = firstSteps;
    }

    /**
     * Parses a path.
     *
     * @param dotted the path, such as {@code Actor.Attributes.image}
     * @throws IllegalArgumentException if a part is empty or there are more than {@value #MAX_PARTS} parts
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

    /** Maximum number of parts; Docker's own paths have at most three besides the dots of a label. */
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

    /** Returns the field's string, number or boolean as text; null if missing or another type. */
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

    /** Returns whether both paths have the same text. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FieldPath path && dotted.equals(path.dotted);
    }

    @Override
    public int hashCode() {
        return dotted.hashCode();
    }

    /** Returns the path's text. */
    @Override
    public String toString() {
        return dotted;
    }
}
