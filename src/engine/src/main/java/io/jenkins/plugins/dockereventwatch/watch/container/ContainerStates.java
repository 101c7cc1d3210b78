package io.jenkins.plugins.dockereventwatch.watch.container;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildClaims;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The states of a host's selected containers. They are read from the engine after each connection, soon after an event that
 * may change them, and regularly, since a container that was never started has no event. Thread-safe.
 */
public final class ContainerStates {

    private static final Duration REGULAR = Duration.ofSeconds(30);

    /** How soon the states are read again if that failed. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** How often the states are read if they include the memory. */
    private static final Duration MEMORY = Duration.ofSeconds(10);

    /** A storm of events causes at most one reading in this time. */
    private static final Duration AFTER_EVENT = Duration.ofSeconds(1);

    /** Containers of one reading that are inspected. */
    private static final int MOST_INSPECTED = 500;

    private static final int LONGEST_OUTPUT = 16 << 10;
    private static final Set<String> CHANGES =
            Set.of("create", "start", "die", "destroy", "rename", "pause", "unpause", "restart");

    private final EngineQueries queries;
    private final OptionalRequests requests;
    private final LogRedactor redactor;
    private final Clock clock;
    private final Map<String, Instant> started = BoundedMap.create();

    // Guarded by this.
    private ContainerSelection selection = ContainerSelection.NONE;
    private DockerConnection connection;
    private Optional<ContainerSnapshot> latest = Optional.empty();
    private boolean changed;
    private boolean reading;
    private Instant begun = Instant.MIN;

    ContainerStates(EngineQueries queries, OptionalRequests requests, LogRedactor redactor, Clock clock) {
        this.queries = queries;
        this.requests = requests;
        this.redactor = redactor;
        this.clock = clock;
    }

    synchronized void select(ContainerSelection selected) {
        selection = selected;
        changed = true;
    }

    /** Forgets the states: they may have changed while there was no connection. */
    synchronized void onConnect(DockerConnection opened) {
        connection = opened;
        latest = Optional.empty();
        changed = true;
    }

    void onEvent(DockerEvent event) {
        if (event.action().equals("start")) {
            started.put(event.actorId(), clock.instant());
        }
        if (CHANGES.contains(event.action()) || event.action().startsWith("health_status")) {
            synchronized (this) {
                changed = true;
            }
        }
    }

    /** Returns the states that were read last on this connection; empty if there are none. Starts reading them if due. */
    synchronized Optional<ContainerSnapshot> latest() {
        Instant now = clock.instant();
        if (selection.isEmpty()) {
            return Optional.empty();
        }
        if (connection != null && !reading && isDue(now)) {
            reading = true;
            changed = false;
            begun = now;
            DockerConnection current = connection;
            ContainerSelection selected = selection;
            queries.submit(() -> read(current, selected, now))
                    .whenComplete((snapshot, failure) -> finished(current, Optional.ofNullable(snapshot)));
        }
        return latest;
    }

    private boolean isDue(Instant now) {
        Duration age = Duration.between(begun, now);
        return changed && age.compareTo(AFTER_EVENT) >= 0 || age.compareTo(interval()) >= 0;
    }

    private Duration interval() {
        if (latest.isEmpty()) {
            return RETRY;
        }
        boolean measured =
                latest.get().containers().stream().anyMatch(one -> one.memory().isPresent());
        return measured ? MEMORY : REGULAR;
    }

    private synchronized void finished(DockerConnection current, Optional<ContainerSnapshot> snapshot) {
        reading = false;
        if (current == connection && snapshot.isPresent()) {
            latest = snapshot;
        }
    }

    private ContainerSnapshot read(DockerConnection current, ContainerSelection selected, Instant now)
            throws IOException, InterruptedException {
        List<ContainerState> states = new ArrayList<>();
        int inspected = 0;
        for (JsonNode json : requests.run(OptionalRequests.Request.CONTAINER_STATES, current::containers)) {
            ContainerState listed = ContainerState.listed(
                    json, Optional.ofNullable(started.get(json.path("Id").asText())));
            if (!selected.selects(listed.identity())) {
                continue;
            }
            Optional<ContainerState.Details> details = Optional.empty();
            boolean failed = !listed.isRunning() || listed.health() == ContainerState.Health.UNHEALTHY;
            if (failed && inspected < MOST_INSPECTED) {
                inspected++;
                details = inspect(current, listed.identity().id());
            }
            Optional<ContainerState.MemoryUse> memory = listed.isRunning() && selected.measuresMemory(listed.identity())
                    ? memory(current, listed.identity().id())
                    : Optional.empty();
            states.add(listed.with(details, memory));
        }
        return new ContainerSnapshot(now, states);
    }

    private Optional<ContainerState.Details> inspect(DockerConnection current, String id)
            throws IOException, InterruptedException {
        JsonNode container = requests.run(OptionalRequests.Request.CONTAINER, () -> current.container(id));
        if (container.isMissingNode()) {
            return Optional.empty();
        }
        JsonNode state = container.path("State");
        Optional<BuildReference> build = BuildClaims.ofContainer(container);
        String restarts =
                container.path("HostConfig").path("RestartPolicy").path("Name").asText();
        return Optional.of(new ContainerState.Details(
                state.path("ExitCode").asInt(),
                time(state.path("FinishedAt")),
                Set.of("always", "unless-stopped").contains(restarts),
                new AlertContext(build, List.of(), state.path("OOMKilled").asBoolean(), output(state, build))));
    }

    /** Returns the output of the last failed health check, bounded and without secrets. */
    private List<String> output(JsonNode state, Optional<BuildReference> build) {
        String output = "";
        for (JsonNode probe : state.path("Health").path("Log")) {
            if (probe.path("ExitCode").asInt() != 0) {
                output = probe.path("Output").asText();
            }
        }
        String bounded = output.substring(0, Math.min(output.length(), LONGEST_OUTPUT));
        return bounded.isBlank() ? List.of() : LogExcerpt.of(redactor.redact(build, bounded));
    }

    /** Returns empty for a container that has ended meanwhile. */
    private Optional<ContainerState.MemoryUse> memory(DockerConnection current, String id)
            throws IOException, InterruptedException {
        return ContainerState.MemoryUse.of(requests.run(OptionalRequests.Request.STATS, () -> current.stats(id)));
    }

    private static Optional<Instant> time(JsonNode text) {
        try {
            Instant time = OffsetDateTime.parse(text.asText()).toInstant();
            return time.getEpochSecond() > 0 ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
