package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.event.FieldNames;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The text form of a silence's conditions: {@code FIELD=TEXT} (equal), or {@code FIELD=~PATTERN} (RE2 pattern). */
public final class MatcherText {

    /** The largest number of conditions of a silence. */
    public static final int MAX_COUNT = 20;

    private static final int MAX_LENGTH = 1000;

    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    /** The names in addition to the fields of events. */
    private static final Set<String> NAMES = Set.of(Silence.HOST, Silence.TITLE, Silence.NOTIFIER);

    private MatcherText() {}

    /**
     * Parses the conditions of a silence, which must all match.
     *
     * @throws IllegalArgumentException if there is none, there are more than {@value #MAX_COUNT}, or one is invalid
     */
    public static List<Condition> parse(List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException(
                    "Missing condition of the silence: expected FIELD=TEXT or FIELD=~PATTERN");
        }
        if (texts.size() > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "Too many conditions (" + texts.size() + "): expected at most " + MAX_COUNT);
        }
        return texts.stream().map(MatcherText::parse).toList();
    }

    private static Condition parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "Condition '" + text.substring(0, 50) + "…' is too long: expected at most " + MAX_LENGTH
                            + " characters; match a part with FIELD=~PATTERN");
        }
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "Invalid condition '" + text + "': expected FIELD=TEXT or FIELD=~PATTERN");
        }
        String field = text.substring(0, equals).strip();
        Optional<String> meant = NAMES.contains(field) ? Optional.empty() : FieldNames.meant(field);
        if (meant.isPresent()) {
            throw new IllegalArgumentException("Unknown field '" + field + "': did you mean '" + meant.get() + "'?");
        }
        boolean pattern = text.startsWith("=~", equals);
        try {
            return new Condition(
                    new FieldPath(field),
                    pattern ? Operator.MATCHES : Operator.EQUALS,
                    Quantifier.ANY,
                    List.of(text.substring(equals + (pattern ? 2 : 1))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "': " + e.getMessage(), e);
        }
    }

    /**
     * Formats a condition that matches exactly one text, in one line even if the text has several.
     *
     * @param field the path of the field
     */
    public static String equal(String field, String text) {
        boolean plain = text.equals(text.strip())
                && !text.startsWith("~")
                && text.chars().noneMatch(MatcherText::breaksLine);
        return plain ? field + "=" + text : field + "=~^" + quoted(text) + "$";
    }

    /**
     * Formats a condition that matches a prefix, in one line even if the prefix has several.
     *
     * @param field the path of the field
     */
    public static String startingWith(String field, String text) {
        return field + "=~^" + quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (breaksLine(c) || Character.isWhitespace(c)) {
                quoted.append("\\x{").append(Integer.toHexString(c)).append('}');
            } else {
                quoted.append(SPECIAL.indexOf(c) < 0 ? "" : "\\").appendCodePoint(c);
            }
        });
        return quoted.toString();
    }

    private static boolean breaksLine(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }
}
