package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * What the engine says of a run's container.
 *
 * @param status such as {@code created}, {@code running}, {@code exited}
 * @param exitCode of its first process
 * @param outOfMemory whether the kernel killed anything in it for its memory limit
 * @param startedAt by the Docker host's clock
 * @param finishedAt by the same; before {@code startedAt} while it runs
 */
public record RunState(String status, int exitCode, boolean outOfMemory, Instant startedAt, Instant finishedAt)
        implements Serializable {

    /** Reads the {@code State} of {@code GET /containers/{id}/json}. */
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

    /** The same, with the kernel having killed something in it for its memory limit. */
    RunState withOutOfMemory() {
        return new RunState(status, exitCode, true, startedAt, finishedAt);
    }

    /** Whether it may still do something. */
    public boolean isRunning() {
        return status.equals("running") || status.equals("paused") || status.equals("restarting");
    }

    /** Whether it was never started. */
    public boolean isNew() {
        return status.equals("created");
    }

    /** How long it ran. */
    public Duration duration() {
        Duration ran = Duration.between(startedAt, finishedAt);
        return ran.isNegative() ? Duration.ZERO : ran;
    }
}
