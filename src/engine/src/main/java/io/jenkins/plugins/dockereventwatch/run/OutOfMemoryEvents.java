package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Queries the out-of-memory events that a Docker Engine has kept: it keeps the last 256 events of all types since its
 * start. The event may be the only evidence that a child process was killed.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/System/operation/SystemEvents">
 *     SystemEvents</a>
 */
final class OutOfMemoryEvents {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DockerConnection connection;

    OutOfMemoryEvents(DockerConnection connection) {
        this.connection = connection;
    }

    /**
     * Returns whether the container had an out-of-memory event between its start and its end.
     *
     * @param late how long after the container's end the event may arrive; waits until this time has passed
     */
    boolean any(String container, RunState state, Duration late) throws IOException, InterruptedException {
        if (!state.finishedAt().isAfter(state.startedAt())) {
            return false;
        }
        Map<String, List<String>> filters =
                Map.of("type", List.of("container"), "event", List.of("oom"), "container", List.of(container));
        try (DockerStream stream = connection.events(
                        filters, state.startedAt(), state.finishedAt().plus(late));
                MappingIterator<JsonNode> events =
                        MAPPER.readerFor(JsonNode.class).readValues(stream.body())) {
            return events.hasNextValue();
        }
    }
}
