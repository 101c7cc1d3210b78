package io.jenkins.plugins.dockereventwatch.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.util.Arrays;
import java.util.List;

/**
 * A condition on one field of an event. It does not hold if the event lacks the field.
 *
 * @param field the field
 * @param operator how the field is compared with each value
 * @param quantifier whether any or all of {@code values} must match
 * @param values texts, RE2 patterns or {@link #VERDICTS}, depending on the operator; at least one
 */
public record Condition(FieldPath field, Operator operator, Quantifier quantifier, List<String> values) {

    /** The verdicts of an image policy. */
    public static final List<String> VERDICTS =
            Arrays.stream(Outcome.values()).map(Outcome::word).toList();

    private static final FieldPath IMAGE = new FieldPath("Actor.Attributes.image");

    /** How a field is compared with one value. */
    public enum Operator {
        /** The field equals the value; case-sensitive. */
        EQUALS,
        /** The field contains a match of the RE2 pattern (unanchored, like Go's {@code regexp.MatchString}); linear time. */
        MATCHES,
        /** The image policy's verdict on the image that the field names equals the value. */
        IMAGE_VERDICT
    }

    /** How many of the values must match. */
    public enum Quantifier {
        /** At least one. */
        ANY,
        /** Every value, as docker-events-notifier interprets a list. */
        ALL
    }

    /**
     * Validates the condition.
     *
     * @throws IllegalArgumentException if {@code values} is empty or a value is not valid for the operator
     */
    public Condition {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a condition requires at least one value");
        }
        if (operator == Operator.MATCHES) {
            values.forEach(Condition::checkPattern);
        } else if (operator == Operator.IMAGE_VERDICT) {
            values.forEach(Condition::checkVerdict);
        }
    }

    private static void checkVerdict(String value) {
        if (!VERDICTS.contains(value)) {
            throw new InvalidValueException("verdict", value, String.join(", ", VERDICTS));
        }
    }

    /**
     * Returns a condition on the image policy's verdict on the event's image.
     *
     * @param verdicts one or more of {@link #VERDICTS}
     */
    public static Condition onImagePolicy(List<String> verdicts) {
        return new Condition(IMAGE, Operator.IMAGE_VERDICT, Quantifier.ANY, verdicts);
    }

    /**
     * Validates an RE2 pattern.
     *
     * @throws IllegalArgumentException if the pattern is invalid; the message states the reason
     */
    public static void checkPattern(String pattern) {
        if (Repetitions.exceedLimit(pattern)) {
            throw new InvalidValueException("re2-repetition");
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new InvalidValueException("re2", e.getMessage());
        }
    }
}
