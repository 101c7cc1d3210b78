package io.jenkins.plugins.dockereventwatch.message;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.dockereventwatch.template.TemplateOutput;
import java.util.Optional;

/**
 * The rendered template of a webhook. It is JSON if that is required, or if the template starts with a brace or a bracket
 * (as in Slack's {@code payload} field); otherwise plain text.
 *
 * <p>In JSON, a value inside a string is escaped; a value outside of strings is inserted unchanged if it is JSON, otherwise
 * as a string. Line breaks of the template inside a string are escaped too, because templates for chat services contain
 * them.
 */
public final class PayloadText implements TemplateOutput {

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final StringBuilder payload = new StringBuilder();
    private boolean json;
    private boolean begun;
    private boolean inString;
    private boolean afterBackslash;

    /** @param requireJson whether the text must be JSON, however it starts */
    public PayloadText(boolean requireJson) {
        json = requireJson;
        begun = requireJson;
    }

    @Override
    public void literal(String text) {
        if (!begun && !text.isBlank()) {
            begun = true;
            char first = text.stripLeading().charAt(0);
            json = first == '{' || first == '[';
        }
        if (json) {
            text.chars().forEach(c -> literal((char) c));
        } else {
            payload.append(text);
        }
    }

    private void literal(char c) {
        if (inString && !afterBackslash && c < ' ') {
            payload.append(quote(String.valueOf(c)));
            return;
        }
        payload.append(c);
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
        begun = true;
        if (!json) {
            payload.append(text);
            return;
        }
        String unescaped = escapedBy.equals("js") ? withoutJsEscapes(text) : text;
        if (inString) {
            payload.append(quote(unescaped));
        } else if (!text.isBlank() && parseError(text).isEmpty()) {
            payload.append(text);
        } else {
            payload.append('"').append(quote(unescaped)).append('"');
        }
    }

    private static String quote(String text) {
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

    /** Returns why the text is not the JSON that it should be; empty: it is, or need not be. */
    public Optional<String> jsonError() {
        return json ? parseError(payload.toString()) : Optional.empty();
    }

    private static Optional<String> parseError(String text) {
        try {
            return STRICT.readTree(text).isMissingNode() ? Optional.of("it is empty") : Optional.empty();
        } catch (JsonProcessingException e) {
            // Missing if a limit of the parser is exceeded, such as its depth.
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + " of ";
            String reason =
                    e instanceof MismatchedInputException ? "more text follows the JSON value" : e.getOriginalMessage();
            return Optional.of(reason + " (" + place + "the rendered text)");
        }
    }

    @Override
    public String toString() {
        return payload.toString();
    }
}
