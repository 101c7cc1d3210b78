package io.jenkins.plugins.dockereventwatch.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Converts alerts to and from JSON, for the state. */
public final class AlertJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private AlertJson() {}

    public static String write(Alert alert) {
        ObjectNode json = MAPPER.createObjectNode();
        json.set("event", alert.event().json());
        json.put("origin", alert.event().origin().name());
        json.put("host", alert.hostLabel());
        json.put("notifier", alert.notifier());
        json.set("rules", array(alert.rules()));
        alert.context().build().ifPresent(build -> json.set("build", MAPPER.valueToTree(BuildClaims.labels(build))));
        json.set("recipients", array(alert.context().recipients()));
        json.put("outOfMemory", alert.context().outOfMemory());
        json.set("log", array(alert.context().logLines()));
        alert.context().verdict().ifPresent(verdict -> json.set("imagePolicy", MAPPER.valueToTree(verdict)));
        return json.toString();
    }

    public static Alert read(String text) {
        JsonNode json = parse(text);
        return new Alert(
                DockerEvent.of(
                        (ObjectNode) json.get("event"),
                        Origin.valueOf(json.get("origin").asText())),
                json.get("host").asText(),
                texts(json.get("rules")),
                json.get("notifier").asText(),
                new AlertContext(
                        BuildClaims.ofLabels(
                                label -> json.path("build").path(label).asText()),
                        texts(json.get("recipients")),
                        json.get("outOfMemory").asBoolean(),
                        texts(json.get("log")),
                        Optional.ofNullable(json.get("imagePolicy"))
                                .map(verdict -> MAPPER.convertValue(verdict, ImageVerdict.class))));
    }

    /** Returns a JSON array of texts. */
    public static String write(List<String> texts) {
        return array(texts).toString();
    }

    /** Parses a JSON array of texts; null results in an empty list. */
    public static List<String> texts(String json) {
        return json == null ? List.of() : texts(parse(json));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    /**
     * Parses JSON from the state.
     *
     * @throws IllegalStateException if it is invalid, since only this program writes it
     */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Invalid JSON in the state", e);
        }
    }
}
