package io.jenkins.plugins.dockereventwatch.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.util.List;

/**
 * The dotted path of an event's field: {@code status}, {@code Actor.Attributes.exitCode}. Keys may contain dots
 * ({@code Actor.Attributes.com.docker.compose.service}); if several interpretations exist, the one with the shortest first
 * key applies.
 *
 * @param dotted the path as text
 */
public record FieldPath(String dotted) {

    /** Maximum number of parts; Docker's own paths have at most three besides the dots of a label. */
    static final int MAX_PARTS = 32;

    /**
     * Validates the path.
     *
     * @throws IllegalArgumentException if a part is empty or there are more than {@value #MAX_PARTS} parts
     */
    public FieldPath {
        List<String> parts = List.of(dotted.split("\\.", -1));
        if (parts.size() > MAX_PARTS) {
            throw new InvalidValueException("field-length", Integer.toString(MAX_PARTS));
        }
        if (parts.contains("")) {
            throw new InvalidValueException("field-part", dotted);
        }
    }

    /** Returns the field's string, number or boolean as text; null if missing or another type. */
    public String textIn(DockerEvent event) {
        JsonNode value = find(event.json(), dotted);
        return value == null ? null : value.asText();
    }

    private static JsonNode find(JsonNode node, String path) {
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            JsonNode child = node.get(path.substring(0, dot));
            JsonNode found = child != null && child.isObject() ? find(child, path.substring(dot + 1)) : null;
            if (found != null) {
                return found;
            }
        }
        JsonNode leaf = node.get(path);
        return leaf != null && leaf.isValueNode() && !leaf.isNull() ? leaf : null;
    }

    /** Returns the path's text. */
    @Override
    public String toString() {
        return dotted;
    }
}
