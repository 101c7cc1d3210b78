package io.jenkins.plugins.dockereventwatch.outbox;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;

/**
 * A mail without an alert, for example a reminder or a heartbeat.
 *
 * @param key identifies the mail; the same key results in the same Message-ID, so that mail programs recognize duplicates
 * @param host the host that the mail is about; may be empty
 * @param subject one line
 * @param text the body as plain text
 * @param html the body as HTML
 */
public record Notice(String key, String host, String subject, String text, String html) {

    private static final JsonMapper MAPPER = new JsonMapper();

    String json() {
        return MAPPER.valueToTree(this).toString();
    }

    static Notice ofJson(String text) {
        return MAPPER.convertValue(AlertJson.parse(text), Notice.class);
    }
}
