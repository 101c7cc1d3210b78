package io.jenkins.plugins.dockereventwatch.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import java.util.Optional;

/**
 * A mail without an alert, for example a reminder or a heartbeat.
 *
 * @param key identifies the mail; the same key results in the same Message-ID, so that mail programs recognize duplicates
 * @param host the host that the mail is about; may be empty
 * @param subject one line
 * @param text the body as plain text
 * @param html the body as HTML; empty: plain text only
 */
public record Notice(String key, String host, String subject, String text, Optional<String> html) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** A mail in plain text only. */
    public Notice(String key, String host, String subject, String text) {
        this(key, host, subject, text, Optional.empty());
    }

    String json() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("key", key);
        json.put("host", host);
        json.put("subject", subject);
        json.put("text", text);
        html.ifPresent(body -> json.put("html", body));
        return json.toString();
    }

    static Notice ofJson(String text) {
        JsonNode json = AlertJson.parse(text);
        return new Notice(
                json.path("key").asText(),
                json.path("host").asText(),
                json.path("subject").asText(),
                json.path("text").asText(),
                Optional.ofNullable(json.get("html")).map(JsonNode::asText));
    }
}
