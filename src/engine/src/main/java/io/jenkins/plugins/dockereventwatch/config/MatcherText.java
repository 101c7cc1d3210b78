package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a silence matches, as people write it: {@code FIELD=TEXT} for the same text, {@code FIELD=~PATTERN} for an RE2
 * pattern that is found in it.
 */
public final class MatcherText {

    /** Most matchers of a silence. */
    public static final int MOST = 20;

    private static final int LONGEST = 1000;

    /** What a pattern does not take as it stands. */
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    /** What can be matched beside an event's fields. */
    private static final Set<String> NAMES = Set.of(Silence.HOST, Silence.TITLE, Silence.NOTIFIER);

    private MatcherText() {}

    /**
     * Reads those of a silence, which must all hold.
     *
     * @throws IllegalArgumentException if there is none, there are more than {@value #MOST}, or one cannot be used; the
     *     message says which and why
     */
    public static List<Condition> parse(List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException(
                    "a silence needs to be told what it matches: FIELD=TEXT or FIELD=~PATTERN");
        }
        if (texts.size() > MOST) {
            throw new IllegalArgumentException("a silence has at most " + MOST + " matchers, not " + texts.size());
        }
        return texts.stream().map(MatcherText::parse).toList();
    }

    private static Condition parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("'" + text.substring(0, 50) + "…' is longer than " + LONGEST
                    + " characters; match a part of it by FIELD=~PATTERN");
        }
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("'" + text + "' is neither FIELD=TEXT nor FIELD=~PATTERN");
        }
        String field = text.substring(0, equals).strip();
        Optional<String> meant = NAMES.contains(field) ? Optional.empty() : FieldNames.meant(field);
        if (meant.isPresent()) {
            throw new IllegalArgumentException(
                    "events have no field '" + field + "'; did you mean '" + meant.get() + "'?");
        }
        boolean pattern = text.startsWith("=~", equals);
        try {
            return new Condition(
                    FieldPath.of(field),
                    pattern ? Operator.MATCHES : Operator.EQUALS,
                    Quantifier.ANY,
                    List.of(text.substring(equals + (pattern ? 2 : 1))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "': " + e.getMessage(), e);
        }
    }

    /**
     * Writes a matcher of one text alone, in one line whatever the text.
     *
     * @param field as rules name it
     */
    public static String equal(String field, String text) {
        boolean plain = text.equals(text.strip())
                && !text.startsWith("~")
                && text.chars().noneMatch(MatcherText::breaksLine);
        return plain ? field + "=" + text : field + "=~^" + quoted(text) + "$";
    }

    /**
     * Writes a matcher of texts that begin with one, in one line whatever the text.
     *
     * @param field as rules name it
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
