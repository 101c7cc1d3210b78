package io.jenkins.plugins.dockereventwatch.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads which Jenkins build a container claims to belong to; the claim is not verified. Labels, which all events of a
 * container contain, take precedence over the environment variables of a build. The plugin's steps set the labels, and the
 * Docker Pipeline plugin passes the variables to the containers of {@code inside}; others can set both.
 */
public final class BuildClaims {

    private static final String PREFIX = "io.jenkins.docker-event-watch.";
    private static final String BUILD_URL = PREFIX + "build-url";
    private static final String JOB = PREFIX + "job";
    private static final String BUILD_NUMBER = PREFIX + "build-number";
    private static final String NODE = PREFIX + "node";
    private static final String STARTED_BY = PREFIX + "started-by";

    private BuildClaims() {}

    /** The labels of a container. */
    @FunctionalInterface
    public interface Labels {

        /** Returns the value of a label; null or empty if there is none. */
        String value(String label);
    }

    /** Returns the labels of a build's containers. */
    public static Map<String, String> labels(BuildReference build) {
        Map<String, String> labels = new LinkedHashMap<>();
        build.url().ifPresent(url -> labels.put(BUILD_URL, url));
        labels.put(JOB, build.job());
        labels.put(BUILD_NUMBER, Integer.toString(build.number()));
        build.node().ifPresent(node -> labels.put(NODE, node));
        build.startedBy().ifPresent(who -> labels.put(STARTED_BY, who));
        return labels;
    }

    /** Returns the build that labels claim; empty if they identify no build. */
    public static Optional<BuildReference> ofLabels(Labels labels) {
        return BuildReference.ofClaim(
                labels.value(BUILD_URL),
                labels.value(JOB),
                labels.value(BUILD_NUMBER),
                labels.value(NODE),
                labels.value(STARTED_BY));
    }

    /**
     * Returns the build that a container claims; empty if there is no claim.
     *
     * @param container the response of {@code GET /containers/{id}/json}
     */
    public static Optional<BuildReference> ofContainer(JsonNode container) {
        JsonNode config = container.path("Config");
        return ofLabels(name -> config.path("Labels").path(name).asText())
                .or(() -> ofEnvironment(config.path("Env")))
                .map(build ->
                        created(container).map(build::withContainerCreated).orElse(build));
    }

    private static Optional<BuildReference> ofEnvironment(JsonNode environment) {
        Map<String, String> variables = new HashMap<>();
        environment.forEach(variable -> {
            String[] parts = variable.asText().split("=", 2);
            variables.put(parts[0], parts.length == 2 ? parts[1] : null);
        });
        return BuildReference.ofClaim(
                variables.get("BUILD_URL"),
                variables.get("JOB_NAME"),
                variables.get("BUILD_NUMBER"),
                variables.get("NODE_NAME"),
                null);
    }

    private static Optional<Instant> created(JsonNode container) {
        try {
            return Optional.of(
                    OffsetDateTime.parse(container.path("Created").asText()).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
