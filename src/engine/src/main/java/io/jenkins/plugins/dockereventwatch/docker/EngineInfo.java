package io.jenkins.plugins.dockereventwatch.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Information about an engine.
 *
 * @param product {@value #DOCKER} or {@value #PODMAN}
 * @param version the engine's version; empty if not known
 * @param name the host's name; empty if not known
 * @param time the host's clock
 * @param running the number of running containers; empty if not known
 * @param forbidden the paths that the engine, or a proxy before it, does not allow
 */
public record EngineInfo(
        String product, String version, String name, Instant time, OptionalInt running, List<String> forbidden) {

    static final String DOCKER = "Docker Engine";
    static final String PODMAN = "Podman";

    /** Makes texts of the engine printable. */
    public EngineInfo {
        version = SafeText.escape(version);
        name = SafeText.escape(name);
        forbidden = List.copyOf(forbidden);
    }

    /** Reads the response of {@code GET /info}. */
    static EngineInfo ofInfo(JsonNode info) throws IOException {
        try {
            return new EngineInfo(
                    info.has("BuildahVersion") ? PODMAN : DOCKER,
                    info.path("ServerVersion").asText(),
                    info.path("Name").asText(),
                    OffsetDateTime.parse(info.path("SystemTime").asText()).toInstant(),
                    OptionalInt.of(info.path("ContainersRunning").asInt()),
                    List.of());
        } catch (DateTimeParseException e) {
            throw new IOException("the response to /info contains no valid time; is it from a Docker Engine?", e);
        }
    }

    /** Reads the response of {@code GET /version}, for an engine that does not allow {@code GET /info}. */
    static EngineInfo ofVersion(JsonNode version, Instant time) {
        boolean podman = false;
        for (JsonNode component : version.path("Components")) {
            podman |= component.path("Name").asText().startsWith(PODMAN);
        }
        return new EngineInfo(
                podman ? PODMAN : DOCKER,
                version.path("Version").asText(),
                "",
                time,
                OptionalInt.empty(),
                List.of("/info"));
    }

    /** Describes an engine that allows neither. */
    static EngineInfo unknown() {
        return new EngineInfo(DOCKER, "", "", Instant.now(), OptionalInt.empty(), List.of("/info", "/version"));
    }

    /** Returns whether the engine is Podman, whose events differ from those of a Docker Engine. */
    public boolean isPodman() {
        return product.equals(PODMAN);
    }

    /** Returns product and version, such as {@code Podman 5.8.2}. */
    public String text() {
        return version.isEmpty() ? product : product + " " + version;
    }
}
