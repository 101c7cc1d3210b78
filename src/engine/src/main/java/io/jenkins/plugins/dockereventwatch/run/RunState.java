package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The state of a run's container as reported by the engine.
 *
 * @param status for example {@code created}, {@code running} or {@code exited}
 * @param exitCode the exit code of the main process
 * @param outOfMemory whether the kernel killed a process of the container at the memory limit
 * @param startedAt the start time by the Docker host's clock
 * @param finishedAt the end time by the Docker host's clock; before {@code startedAt} while the container is running
 */
public record RunState(String status, int exitCode, boolean outOfMemory, Instant startedAt, Instant finishedAt)
        implements Serializable {

    /** Creates a state from the {@code State} of the response to {@code GET /containers/{id}/json}. */
    static RunState of(JsonNode container) {
        JsonNode state = container.path("State");
        return new RunState(
                state.path("Status").asText(),
                state.path("ExitCode").asInt(),
                state.path("OOMKilled").asBoolean(),
                time(state.path("StartedAt")),
                time(state.path("FinishedAt")));
    }

    private static Instant time(JsonNode time) {
        return OffsetDateTime.parse(time.asText("0001-01-01T00:00:00Z")).toInstant();
    }

    /** Returns a copy with {@code outOfMemory} set. */
    RunState withOutOfMemory() {
        return new RunState(status, exitCode, true, startedAt, finishedAt);
    }

    /** Returns whether the container is running, paused or restarting. */
    public boolean isRunning() {
        return status.equals("running") || status.equals("paused") || status.equals("restarting");
    }

    /** Returns whether the container was never started. */
    public boolean isNew() {
        return status.equals("created");
    }

    /** Returns how long the container ran. */
    public Duration duration() {
        Duration ran = Duration.between(startedAt, finishedAt);
        return ran.isNegative() ? Duration.ZERO : ran;
    }
}
