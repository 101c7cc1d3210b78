package io.jenkins.plugins.dockereventwatch.message;

import io.jenkins.plugins.dockereventwatch.template.TemplateOutput;

/**
 * A webhook's rendered template: JSON where that is asked for or where the template begins as JSON does (Slack's
 * {@code payload} field), else text as it is.
 */
public final class PayloadText implements TemplateOutput {

    private final StringBuilder plain = new StringBuilder();
    private JsonText json;
    private boolean begun;

    public PayloadText(boolean isJson) {
        if (isJson) {
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

    /** What keeps it from being JSON where it should be; null where nothing does. */
    public String fault() {
        return json == null ? null : json.fault();
    }

    @Override
    public String toString() {
        return json == null ? plain.toString() : json.toString();
    }
}
