package io.jenkins.plugins.dockereventwatch.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads one line of a Docker Engine's event stream (NDJSON). Can be shared between threads. */
public final class EventParser {

    /**
     * Takes every line that {@link EventLines} gives, whatever a container's labels are: a name too long, or many made to
     * collide, must not make its events disappear.
     */
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNameLength(EventLines.MAX_LINE)
                            .maxStringLength(EventLines.MAX_LINE)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /**
     * Reads one event.
     *
     * @param line UTF-8 without the line's end; only {@code length} bytes from {@code offset} on are read
     * @throws MalformedEventException if it is no JSON object, or one that is no event (without {@code Action} and
     *     {@code status})
     */
    public DockerEvent parse(byte[] line, int offset, int length) throws MalformedEventException {
        JsonNode json;
        try {
            json = READER.readValue(line, offset, length);
        } catch (JsonProcessingException e) {
            throw new MalformedEventException(
                    "not JSON at byte " + e.getLocation().getByteOffset() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        if (!(json instanceof ObjectNode object)) {
            throw new MalformedEventException("not a JSON object");
        }
        if (!object.path("Action").isTextual() && !object.path("status").isTextual()) {
            throw new MalformedEventException("no Docker event: it has neither an Action nor a status");
        }
        return DockerEvent.of(object, DockerEvent.Origin.STREAM);
    }
}
