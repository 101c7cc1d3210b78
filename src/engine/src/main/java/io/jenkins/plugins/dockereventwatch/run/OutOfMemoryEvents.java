package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.docker.EngineTime;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * What a Docker Engine remembers of memory that was used up. It remembers the last 256 events of all, and none from before
 * its own start; but of a child that was killed the event may be all that tells.
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
     * Whether there was one of a container between its start and its end.
     *
     * @param late how long after the end it may still come; waited for as far as that is not past
     */
    boolean any(String container, RunState state, Duration late) throws IOException, InterruptedException {
        if (!state.finishedAt().isAfter(state.startedAt())) {
            return false;
        }
        String filters = "{\"type\":[\"container\"],\"event\":[\"oom\"],\"container\":[\"" + container + "\"]}";
        String path = "/events?since=" + EngineTime.seconds(state.startedAt()) + "&until="
                + EngineTime.seconds(state.finishedAt().plus(late)) + "&filters="
                + URLEncoder.encode(filters, StandardCharsets.UTF_8);
        try (DockerStream stream = connection.stream("GET", path, Map.of());
                MappingIterator<JsonNode> events =
                        MAPPER.readerFor(JsonNode.class).readValues(stream.body())) {
            return events.hasNextValue();
        }
    }
}
