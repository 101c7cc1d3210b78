package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.template.TemplateOutput;
import java.util.Optional;

/**
 * The rendered template of a webhook. It is JSON if that is required, or if the template starts with a brace or a bracket
 * (as in Slack's {@code payload} field); otherwise plain text.
 */
public final class PayloadText implements TemplateOutput {

    private final StringBuilder plain = new StringBuilder();

    /** Null: plain text. */
    private JsonText json;

    private boolean begun;

    /** @param requireJson whether the text must be JSON, however it starts */
    public PayloadText(boolean requireJson) {
        if (requireJson) {
            json = new JsonText();
            begun = true;
        }
    }

    @Override
    public void literal(String text) {
        if (!begun && !text.isBlank()) {
            begun = true;
            char first = text.stripLeading().charAt(0);
            if (first == '{' || first == '[') {
                json = new JsonText();
                json.literal(plain.toString());
            }
        }
        if (json == null) {
            plain.append(text);
        } else {
            json.literal(text);
        }
    }

    @Override
    public void value(String text, String escapedBy) {
        begun = true;
        if (json == null) {
            plain.append(text);
        } else {
            json.value(text, escapedBy);
        }
    }

    /** Returns why the text is not the JSON that it should be; empty: it is, or need not be. */
    public Optional<String> jsonError() {
        return json == null ? Optional.empty() : json.error();
    }

    @Override
    public String toString() {
        return json == null ? plain.toString() : json.toString();
    }
}
