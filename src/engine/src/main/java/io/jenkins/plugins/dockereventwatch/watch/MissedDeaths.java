package io.jenkins.plugins.dockereventwatch.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds deaths that the event stream no longer contains. An engine keeps its last 256 events, and none across its own
 * restart; the states of its containers show which of them stopped meanwhile.
 */
final class MissedDeaths {

    /** An event follows its death with a delay, so deaths shortly before the last event may be unseen. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private final DockerConnection connection;
    private final EventDeduplicator seen;

    MissedDeaths(DockerConnection connection, EventDeduplicator seen) {
        this.connection = connection;
        this.seen = seen;
    }

    /**
     * Returns the unseen deaths as the events that the engine would have sent, oldest first.
     *
     * @param start deaths before this time are ignored
     * @param last the time of the last event before the gap
     * @param until deaths after this time are in the event stream
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
        // Recorded only after all answers, since an interrupted search is repeated as a whole.
        List<DockerEvent> missed = new ArrayList<>();
        ended.forEach(container -> addDeath(container, missed));
        missed.sort(Comparator.comparing(DockerEvent::timeNano));
        return missed;
    }

    private void addDeath(JsonNode container, List<DockerEvent> missed) {
        JsonNode state = container.path("State");
        Instant finished = time(state.path("FinishedAt"));
        String id = container.path("Id").asText();
        long finishedAt = DockerEvent.nanos(finished);
        Instant started = time(state.path("StartedAt"));
        // Not derived from the times: the engine may record the end of a short-lived container before its start.
        // Between restart attempts, a container is both Running and Restarting and still has its last exit code.
        boolean runsAgain =
                state.path("Running").asBoolean() && !state.path("Restarting").asBoolean();
        // An engine that was killed may later report another time of death than its event did.
        long lifeSince = runsAgain ? finishedAt : Math.min(DockerEvent.nanos(started), finishedAt);
        if (seen.sawDeathSince(id, lifeSince)) {
            return;
        }
        seen.foundDeath(id, finishedAt, runsAgain ? DockerEvent.nanos(started) : null);
        if (state.path("OOMKilled").asBoolean()
                && !seen.sawOutOfMemory(id, runsAgain ? finishedAt : DockerEvent.nanos(started))) {
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
        JsonNode config = container.path("Config");
        Map<String, String> attributes = new LinkedHashMap<>();
        config.path("Labels")
                .properties()
                .forEach(
                        label -> attributes.put(label.getKey(), label.getValue().asText()));
        if (exitCode != null) {
            attributes.put("exitCode", exitCode);
        }
        attributes.put("image", config.path("Image").asText());
        attributes.put("name", container.path("Name").asText().replaceFirst("^/", ""));
        ObjectNode json =
                DockerEvent.json("container", action, container.path("Id").asText(), attributes, time);
        return DockerEvent.of(json, DockerEvent.Origin.FOUND_AFTERWARDS);
    }

    private static Instant time(JsonNode text) {
        return text.isTextual() ? OffsetDateTime.parse(text.textValue()).toInstant() : Instant.EPOCH;
    }
}
