package io.jenkins.plugins.dockereventwatch.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds what an engine's event stream can no longer tell: an engine remembers its last 256 events of all kinds, and none
 * over its own restart. What containers ended meanwhile shows in their states.
 */
final class MissedDeaths {

    /** A death's event comes a little after the death, so deaths a little before the last event may be unseen. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private final DockerConnection connection;
    private final EventDeduplicator seen;

    MissedDeaths(DockerConnection connection, EventDeduplicator seen) {
        this.connection = connection;
        this.seen = seen;
    }

    /**
     * The deaths that were not seen, as the events that would have told of them, oldest first.
     *
     * @param start nothing earlier is of interest
     * @param last the last event before the gap
     * @param until nothing later: the event stream tells of it
     */
    List<DockerEvent> find(Instant start, Instant last, Instant until) throws IOException, InterruptedException {
        List<JsonNode> ended = new ArrayList<>();
        Instant from = last.minus(SLACK);
        Instant earliest = from.isAfter(start) ? from : start;
        for (JsonNode listed : connection.containers()) {
            JsonNode container = connection.container(listed.path("Id").asText());
            Instant finished = time(container.path("State").path("FinishedAt"));
            if (finished.isAfter(earliest) && !finished.isAfter(until)) {
                ended.add(container);
            }
        }
        // Noted only now that the engine has told all: a search that breaks off is made again as a whole.
        List<DockerEvent> missed = new ArrayList<>();
        ended.forEach(container -> addDeath(container, missed));
        missed.sort(Comparator.comparing(DockerEvent::timeNano));
        return missed;
    }

    private void addDeath(JsonNode container, List<DockerEvent> missed) {
        JsonNode state = container.path("State");
        Instant finished = time(state.path("FinishedAt"));
        String id = container.path("Id").asText();
        long finishedAt = nanos(finished);
        Instant started = time(state.path("StartedAt"));
        // Not told by its times: of a container that ends at once the engine notes the end before the start.
        // Between two attempts to restart an engine calls a container running, but its exit code is still the last one.
        boolean runsAgain =
                state.path("Running").asBoolean() && !state.path("Restarting").asBoolean();
        // A life ends once; when, an engine that was killed over it may afterwards say otherwise than its event did.
        long lifeSince = runsAgain ? finishedAt : Math.min(nanos(started), finishedAt);
        if (seen.sawDeathSince(id, lifeSince)) {
            return;
        }
        seen.foundDeath(id, finishedAt, runsAgain ? nanos(started) : null);
        if (state.path("OOMKilled").asBoolean() && !seen.sawOutOfMemory(id, runsAgain ? finishedAt : nanos(started))) {
            missed.add(event("oom", container, finished, null).withLifeSince(lifeSince));
        }
        missed.add(event(
                        "die",
                        container,
                        finished,
                        runsAgain ? null : state.path("ExitCode").asText())
                .withLifeSince(lifeSince));
    }

    private static DockerEvent event(String action, JsonNode container, Instant time, String exitCode) {
        String id = container.path("Id").asText();
        JsonNode config = container.path("Config");
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", action);
        json.put("id", id);
        json.put("from", config.path("Image").asText());
        json.put("Type", "container");
        json.put("Action", action);
        ObjectNode actor = json.putObject("Actor");
        actor.put("ID", id);
        ObjectNode attributes = actor.putObject("Attributes");
        config.path("Labels").properties().forEach(label -> attributes.set(label.getKey(), label.getValue()));
        if (exitCode != null) {
            attributes.put("exitCode", exitCode);
        }
        attributes.put("image", config.path("Image").asText());
        attributes.put("name", container.path("Name").asText().replaceFirst("^/", ""));
        json.put("scope", "local");
        json.put("time", time.getEpochSecond());
        json.put("timeNano", nanos(time));
        return DockerEvent.of(json, DockerEvent.Origin.FOUND_AFTERWARDS);
    }

    private static Instant time(JsonNode text) {
        return text.isTextual() ? OffsetDateTime.parse(text.textValue()).toInstant() : Instant.EPOCH;
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }
}
