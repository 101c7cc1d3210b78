package io.jenkins.plugins.dockereventwatch.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;

/**
 * Parses an event into bounded memory: of an event that is too large, texts are shortened and fields left out, since a
 * container's labels must not suppress its events. For one line.
 */
final class EventParser {

    /** Maximum size of an event, in bytes of memory as estimated here. */
    static final int MAX_SIZE = 256 << 10;

    /** The estimated size of a field in bytes, without the characters of its name and its value. */
    private static final int FIELD = 128;

    /** The additional size for the fields that every event needs. */
    private static final int RESERVE = 16 << 10;

    private static final Set<String> NEEDED = Set.of(
            "status",
            "id",
            "from",
            "Type",
            "Action",
            "Actor",
            "ID",
            "Attributes",
            "image",
            "name",
            "exitCode",
            "containerExitCode",
            "HealthStatus",
            "podId",
            "signal",
            "com.docker.compose.project",
            "com.docker.compose.service",
            "scope",
            "time",
            "timeNano");

    /** Without limits on names and texts, which the length of a line limits. */
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(EventLines.MAX_LINE)
                    .maxStringLength(EventLines.MAX_LINE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build());

    private int left = MAX_SIZE;
    private int truncated;

    /**
     * Parses a line.
     *
     * @param line the line in UTF-8
     * @throws MalformedEventException if the line is not a JSON object with {@code Action} or {@code status}
     */
    DockerEvent parse(byte[] line) throws MalformedEventException {
        ObjectNode json = object(line);
        if (!json.path("Action").isTextual() && !json.path("status").isTextual()) {
            throw new MalformedEventException("not a Docker event: neither Action nor status");
        }
        DockerEvent event = DockerEvent.of(json, DockerEvent.Origin.STREAM, MAX_SIZE - left);
        return truncated == 0 ? event : event.withTruncated(truncated);
    }

    /** Returns the estimated size of an event that was not parsed here. */
    static int sizeOf(JsonNode json) {
        int size = json.isTextual() ? json.textValue().length() : 0;
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            size += names.next().length();
        }
        for (JsonNode value : json) {
            size += FIELD + sizeOf(value);
        }
        return size;
    }

    private ObjectNode object(byte[] line) throws MalformedEventException {
        try (JsonParser parser = MAPPER.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                throw new MalformedEventException("not a JSON object");
            }
            ObjectNode json = object(parser);
            if (parser.nextToken() != null) {
                throw new MalformedEventException(
                        "not JSON at byte " + parser.currentLocation().getByteOffset() + ": more than one value");
            }
            return json;
        } catch (JsonProcessingException e) {
            // Missing if a limit of the parser is exceeded, such as its depth.
            JsonLocation at = e.getLocation();
            throw new MalformedEventException(
                    "not JSON" + (at == null ? "" : " at byte " + at.getByteOffset()) + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            // The parser takes texts with zero bytes for UTF-16 or UTF-32.
            throw new MalformedEventException("not JSON in UTF-8: " + e.getMessage());
        }
    }

    private ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (fits(name)) {
                object.set(name, value(parser, name));
            } else {
                parser.skipChildren();
            }
        }
        return object;
    }

    private ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (fits("")) {
                array.add(value(parser, ""));
            } else {
                parser.skipChildren();
            }
        }
        return array;
    }

    /** Takes the size of a field without its value. Returns false, and counts the field, if it is too large. */
    private boolean fits(String name) {
        int size = FIELD + name.length();
        boolean fits = size <= left || (NEEDED.contains(name) && size <= left + RESERVE);
        left -= fits ? size : 0;
        truncated += fits ? 0 : 1;
        return fits;
    }

    private JsonNode value(JsonParser parser, String name) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> JsonNodeFactory.instance.textNode(text(parser.getText(), name));
            case VALUE_NUMBER_INT -> integer(parser);
            default -> MAPPER.readTree(parser);
        };
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> JsonNodeFactory.instance.numberNode(parser.getIntValue());
            case LONG -> JsonNodeFactory.instance.numberNode(parser.getLongValue());
            default -> MAPPER.readTree(parser);
        };
    }

    private String text(String text, String name) {
        String kept = text;
        if (text.length() > left) {
            int most = Math.max(left, NEEDED.contains(name) ? RESERVE / 16 : 2);
            truncated += text.length() > most ? 1 : 0;
            kept = SafeText.limit(text, most);
        }
        left -= kept.length();
        return kept;
    }
}
