package io.jenkins.plugins.dockereventwatch.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * Information about a Docker Engine.
 *
 * @param name the host's name
 * @param version the engine's version
 * @param time the host's clock
 * @param running the number of running containers
 */
public record EngineInfo(String name, String version, Instant time, int running) {

    /** Reads the response of {@code GET /info}. */
    static EngineInfo of(JsonNode info) throws IOException {
        try {
            return new EngineInfo(
                    info.path("Name").asText(),
                    info.path("ServerVersion").asText(),
                    OffsetDateTime.parse(info.path("SystemTime").asText()).toInstant(),
                    info.path("ContainersRunning").asInt());
        } catch (DateTimeParseException e) {
            throw new IOException("the response to /info contains no valid time; is it from a Docker Engine?", e);
        }
    }
}
