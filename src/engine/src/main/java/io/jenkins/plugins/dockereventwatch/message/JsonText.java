package io.jenkins.plugins.dockereventwatch.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.dockereventwatch.template.TemplateOutput;
import java.util.Optional;

/**
 * A rendered template that is JSON. A value inside a string is escaped; a value outside of strings is inserted unchanged
 * if it is JSON, otherwise as a string. Line breaks of the template inside a string are escaped too, because templates for
 * chat services contain them.
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
        String unescaped = escapedBy.equals("js") ? withoutJsEscapes(text) : text;
        if (inString) {
            json.append(quoted(unescaped));
        } else if (isJson(text)) {
            json.append(text);
        } else {
            json.append('"').append(quoted(unescaped)).append('"');
        }
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** Reverts Go's {@code js} function, whose escapes are not all valid in JSON. */
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

    /** Returns the text, which is JSON if there is no {@link #error()}. */
    @Override
    public String toString() {
        return json.toString();
    }

    /** Returns why the text is not JSON; empty: it is. */
    Optional<String> error() {
        try {
            return STRICT.readTree(json.toString()).isMissingNode() ? Optional.of("it is empty") : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(
                    e.getOriginalMessage() + " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + " of the rendered text)");
        }
    }
}
