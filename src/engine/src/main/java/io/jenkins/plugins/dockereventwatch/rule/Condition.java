package io.jenkins.plugins.dockereventwatch.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import java.util.Arrays;
import java.util.List;

/**
 * One condition of a rule: what a field of the event must be. A field that the event lacks meets no condition's test.
 *
 * @param field the field looked at
 * @param operator how it is compared with each of {@code values}
 * @param quantifier whether one of {@code values} is enough or all must fit
 * @param values texts or RE2 patterns, at least one
 */
public record Condition(FieldPath field, Operator operator, Quantifier quantifier, List<String> values) {

    /** What an image policy may say. */
    public static final List<String> VERDICTS =
            Arrays.stream(Outcome.values()).map(Outcome::word).toList();

    private static final FieldPath IMAGE = FieldPath.of("Actor.Attributes.image");

    /** How a field is compared with one value. */
    public enum Operator {
        /** The text is the same, letter by letter. */
        EQUALS,
        /**
         * The RE2 pattern is found anywhere in the text (unanchored, as Go's {@code regexp.MatchString}); takes time
         * linear in the text's length, whatever the pattern.
         */
        MATCHES,
        /**
         * The verdict of the rules' image policy on the image that the text names is the value: {@code allowed},
         * {@code denied} or {@code undetermined}.
         */
        IS_JUDGED
    }

    /** How many of the values must fit. */
    public enum Quantifier {
        /** One is enough. */
        ANY,
        /** Every one, as docker-events-notifier reads a list. */
        ALL
    }

    /**
     * Checks the condition.
     *
     * @throws IllegalArgumentException if there are no values, or one is no RE2 pattern where patterns are asked for
     */
    public Condition {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a condition needs at least one value");
        }
        if (operator == Operator.MATCHES) {
            values.forEach(Condition::checkPattern);
        } else if (operator == Operator.IS_JUDGED) {
            values.forEach(Condition::checkVerdict);
        }
    }

    private static void checkVerdict(String value) {
        if (!VERDICTS.contains(value)) {
            throw new IllegalArgumentException(
                    "an image policy's verdict is one of " + String.join(", ", VERDICTS) + ", not '" + value + "'");
        }
    }

    /**
     * A condition on what the image policy says of an event's image.
     *
     * @param verdicts any of {@link #VERDICTS}, at least one
     */
    public static Condition onImagePolicy(List<String> verdicts) {
        return new Condition(IMAGE, Operator.IS_JUDGED, Quantifier.ANY, verdicts);
    }

    /**
     * Checks an RE2 pattern.
     *
     * @throws IllegalArgumentException if it is none; the message names the fault
     */
    public static void checkPattern(String pattern) {
        if (Repetitions.areTooMany(pattern)) {
            throw new IllegalArgumentException(
                    "not an RE2 pattern: it repeats something more than 1000 times, counts within counts multiplied");
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not an RE2 pattern: " + e.getMessage(), e);
        }
    }
}
