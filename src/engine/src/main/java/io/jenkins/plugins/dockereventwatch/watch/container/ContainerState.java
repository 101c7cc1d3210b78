package io.jenkins.plugins.dockereventwatch.watch.container;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a container as listed by the engine.
 *
 * @param name the name without slash
 * @param labels its labels
 * @param state {@code created}, {@code running}, {@code restarting}, {@code paused}, {@code exited} or {@code dead}
 * @param health of its health check
 * @param runningSince when it was seen to start; empty: it ran before, or does not run
 * @param details what was inspected; empty: not inspected
 * @param memory its memory; empty: not read
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerList">GET
 *     /containers/json</a>
 */
public record ContainerState(
        Identity identity,
        String state,
        Health health,
        Optional<Instant> runningSince,
        Optional<Details> details,
        Optional<MemoryUse> memory) {

    /** What does not change while a container exists, but for its name. */
    public record Identity(String id, String name, String image, Map<String, String> labels) {

        public Identity {
            labels = Map.copyOf(labels);
        }

        /** Returns a label; empty if there is none. */
        public String label(String key) {
            return labels.getOrDefault(key, "");
        }
    }

    /** The result of a health check. */
    public enum Health {
        /** There is no health check, or its result is not known. */
        NONE,
        STARTING,
        HEALTHY,
        UNHEALTHY
    }

    /**
     * What only an inspection shows.
     *
     * @param exitCode the exit code of a container that has ended
     * @param finished when it ended; empty: it has not run yet
     * @param restarts whether the engine starts it again when it ends
     * @param context the build that it claims, and the output of its last failed health check
     */
    public record Details(int exitCode, Optional<Instant> finished, boolean restarts, AlertContext context) {}

    /**
     * The memory of a container.
     *
     * @param used bytes without the cache that can be reclaimed
     * @param limit bytes; that of the host if the container has none
     */
    public record MemoryUse(long used, long limit) {

        /** Returns the used part of the limit in percent. */
        public double percent() {
            return limit <= 0 ? 0 : 100.0 * used / limit;
        }

        /**
         * Reads the memory from {@code GET /containers/{id}/stats}, as {@code docker stats} does for cgroup v1 and v2.
         *
         * @return empty if the container does not run
         */
        static Optional<MemoryUse> of(JsonNode stats) {
            JsonNode memory = stats.path("memory_stats");
            long usage = memory.path("usage").asLong();
            long limit = memory.path("limit").asLong();
            JsonNode details = memory.path("stats");
            long inactive = details.path("total_inactive_file")
                    .asLong(details.path("inactive_file").asLong());
            return usage > 0 && limit > 0
                    ? Optional.of(new MemoryUse(inactive < usage ? usage - inactive : usage, limit))
                    : Optional.empty();
        }
    }

    /** Reads an element of the engine's list. */
    static ContainerState listed(JsonNode json, Optional<Instant> runningSince) {
        Map<String, String> labels = new HashMap<>();
        json.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        String name = json.path("Names").path(0).asText().replaceFirst("^/", "");
        return new ContainerState(
                new Identity(json.path("Id").asText(), name, json.path("Image").asText(), labels),
                json.path("State").asText(),
                health(json.path("Status").asText()),
                runningSince,
                Optional.empty(),
                Optional.empty());
    }

    /** The list shows the health in a text such as {@code Up 2 minutes (unhealthy)}. */
    private static Health health(String status) {
        if (status.endsWith("(unhealthy)")) {
            return Health.UNHEALTHY;
        }
        if (status.endsWith("(healthy)")) {
            return Health.HEALTHY;
        }
        return status.endsWith("(health: starting)") ? Health.STARTING : Health.NONE;
    }

    public boolean isRunning() {
        return state.equals("running");
    }

    ContainerState with(Optional<Details> inspected, Optional<MemoryUse> measured) {
        return new ContainerState(identity, state, health, runningSince, inspected, measured);
    }
}
