package io.jenkins.plugins.dockereventwatch.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a message about repeated failures of a container reports.
 *
 * @param failures the number of failures
 * @param first when the first one happened, by the host's clock
 * @param last when the latest one happened, by the host's clock
 * @param within the period that they are counted in; empty: all since the first one
 * @param recovered whether the container was started, or became healthy, after the latest one
 */
public record Episode(int failures, Instant first, Instant last, Optional<Duration> within, boolean recovered) {

    String json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("failures", failures)
                .put("first", first.toEpochMilli())
                .put("last", last.toEpochMilli())
                .put("recovered", recovered);
        within.ifPresent(period -> json.put("within", period.toMillis()));
        return json.toString();
    }

    static Episode ofJson(String text) {
        JsonNode json = AlertJson.parse(text);
        return new Episode(
                json.get("failures").asInt(),
                Instant.ofEpochMilli(json.get("first").asLong()),
                Instant.ofEpochMilli(json.get("last").asLong()),
                Optional.ofNullable(json.get("within")).map(millis -> Duration.ofMillis(millis.asLong())),
                json.get("recovered").asBoolean());
    }
}
