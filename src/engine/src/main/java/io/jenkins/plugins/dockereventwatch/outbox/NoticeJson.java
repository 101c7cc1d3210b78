package io.jenkins.plugins.dockereventwatch.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import java.util.Optional;

/** A notice as the outbox keeps it. */
final class NoticeJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private NoticeJson() {}

    static String write(Notice notice) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("key", notice.key());
        json.put("host", notice.host());
        json.put("subject", notice.subject());
        json.put("text", notice.text());
        notice.html().ifPresent(html -> json.put("html", html));
        return json.toString();
    }

    static Notice read(String text) {
        JsonNode json = AlertJson.parse(text);
        return new Notice(
                json.path("key").asText(),
                json.path("host").asText(),
                json.path("subject").asText(),
                json.path("text").asText(),
                Optional.ofNullable(json.get("html")).map(JsonNode::asText));
    }
}
