package io.jenkins.plugins.dockereventwatch.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.dockereventwatch.template.TemplateOutput;

/**
 * A rendered template that is JSON: a value inside a string is escaped, one outside of a string goes in as it is where
 * it is JSON, else as a string. Line breaks that the template's author put into a string are escaped too, as chats'
 * templates have them.
 */
final class JsonText implements TemplateOutput {

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final StringBuilder json = new StringBuilder();
    private boolean inString;
    private boolean afterBackslash;

    @Override
    public void literal(String text) {
        for (int i = 0; i < text.length(); i++) {
            literal(text.charAt(i));
        }
    }

    private void literal(char c) {
        if (inString && !afterBackslash && c < ' ') {
            json.append(quoted(String.valueOf(c)));
            return;
        }
        json.append(c);
        if (afterBackslash) {
            afterBackslash = false;
        } else if (inString && c == '\\') {
            afterBackslash = true;
        } else if (c == '"') {
            inString = !inString;
        }
    }

    @Override
    public void value(String text, String escapedBy) {
        String meant = escapedBy.equals("js") ? withoutJsEscapes(text) : text;
        if (inString) {
            json.append(quoted(meant));
        } else if (isJson(text)) {
            json.append(text);
        } else {
            json.append('"').append(quoted(meant)).append('"');
        }
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** Undoes what Go's {@code js} does, whose escapes are not all JSON's. */
    private static String withoutJsEscapes(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
            } else if (text.charAt(i + 1) == 'u' && i + 5 < text.length()) {
                plain.append((char) Integer.parseInt(text, i + 2, i + 6, 16));
                i += 5;
            } else {
                plain.append(text.charAt(++i));
            }
        }
        return plain.toString();
    }

    private static boolean isJson(String text) {
        if (text.isBlank()) {
            return false;
        }
        try {
            STRICT.readTree(text);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The text; call {@link #fault()} before relying on it. */
    @Override
    public String toString() {
        return json.toString();
    }

    /** What keeps the text from being JSON, by the template author's fault; null where nothing does. */
    String fault() {
        try {
            return STRICT.readTree(json.toString()).isMissingNode() ? "it is empty" : null;
        } catch (JsonProcessingException e) {
            return e.getOriginalMessage() + " (line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + " of what was rendered)";
        }
    }
}
