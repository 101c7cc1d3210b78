package io.jenkins.plugins.dockereventwatch.watch;

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

/** The build that a container claims to be of. Any container can claim any; whoever uses it looks it up. */
public final class ContainerBuild {

    private ContainerBuild() {}

    /**
     * Reads a container's labels, and its environment where those name none.
     *
     * @param container as {@code GET /containers/{id}/json} describes it
     * @return empty if it claims none
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
