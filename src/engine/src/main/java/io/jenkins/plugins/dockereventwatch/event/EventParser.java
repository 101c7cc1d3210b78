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

/** Parses a line of a Docker Engine's event stream (NDJSON). Thread-safe. */
public final class EventParser {

    /** Without limits on names: long or colliding labels of a container must not suppress its events. */
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
     * Parses an event.
     *
     * @param line a buffer that contains the line in UTF-8, {@code length} bytes from {@code offset}
     * @throws MalformedEventException if the line is not a JSON object with {@code Action} or {@code status}
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
            throw new MalformedEventException("not a Docker event: neither Action nor status");
        }
        return DockerEvent.of(object, DockerEvent.Origin.STREAM);
    }
}
