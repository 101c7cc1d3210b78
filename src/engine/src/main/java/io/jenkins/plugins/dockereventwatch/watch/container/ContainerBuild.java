package io.jenkins.plugins.dockereventwatch.watch.container;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.alert.BuildLabels;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.alert.BuildVariables;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which build a container claims to belong to. The claim is not verified. */
public final class ContainerBuild {

    private ContainerBuild() {}

    /**
     * Reads the claim from a container's labels, or from its environment if no label names a build.
     *
     * @param container the response of {@code GET /containers/{id}/json}
     * @return empty if there is no claim
     */
    public static Optional<BuildReference> of(JsonNode container) {
        JsonNode config = container.path("Config");
        List<String> environment = new ArrayList<>();
        config.path("Env").forEach(variable -> environment.add(variable.asText()));
        return BuildLabels.read(name -> config.path("Labels").path(name).asText())
                .or(() -> BuildVariables.read(environment))
                .map(build ->
                        created(container).map(build::withContainerCreated).orElse(build));
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
