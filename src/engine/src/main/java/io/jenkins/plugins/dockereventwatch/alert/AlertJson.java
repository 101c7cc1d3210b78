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
        alert.context().build().ifPresent(build -> json.set("build", write(build)));
        json.set("recipients", array(alert.context().recipients()));
        json.put("outOfMemory", alert.context().outOfMemory());
        json.set("log", array(alert.context().logLines()));
        alert.context().verdict().ifPresent(verdict -> json.set("imagePolicy", write(verdict)));
        return json.toString();
    }

    private static ObjectNode write(BuildReference build) {
        ObjectNode json = MAPPER.createObjectNode();
        build.url().ifPresent(url -> json.put("url", url));
        json.put("job", build.job());
        json.put("number", build.number());
        build.node().ifPresent(node -> json.put("node", node));
        build.startedBy().ifPresent(by -> json.put("startedBy", by));
        return json;
    }

    public static ObjectNode write(ImageVerdict verdict) {
        return MAPPER.createObjectNode()
                .put("image", verdict.image())
                .put("verdict", verdict.verdict())
                .put("reason", verdict.reason())
                .put("rule", verdict.rule())
                .put("place", verdict.place())
                .put("remedy", verdict.remedy())
                .put("nearest", verdict.nearest());
    }

    public static Alert read(String text) {
        JsonNode json = parse(text);
        Optional<BuildReference> build = json.has("build") ? Optional.of(build(json.get("build"))) : Optional.empty();
        return new Alert(
                DockerEvent.of(
                        (ObjectNode) json.get("event"),
                        Origin.valueOf(json.get("origin").asText())),
                json.get("host").asText(),
                texts(json.get("rules")),
                json.get("notifier").asText(),
                new AlertContext(
                        build,
                        texts(json.get("recipients")),
                        json.get("outOfMemory").asBoolean(),
                        texts(json.get("log")),
                        Optional.ofNullable(json.get("imagePolicy")).map(AlertJson::verdict)));
    }

    private static BuildReference build(JsonNode json) {
        return new BuildReference(
                text(json, "url"),
                json.get("job").asText(),
                json.get("number").asInt(),
                text(json, "node"),
                text(json, "startedBy"));
    }

    private static ImageVerdict verdict(JsonNode json) {
        return new ImageVerdict(
                json.get("image").asText(),
                json.get("verdict").asText(),
                json.get("reason").asText(),
                json.get("rule").asText(),
                json.get("place").asText(),
                json.get("remedy").asText(),
                json.get("nearest").asText());
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).map(JsonNode::asText);
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
