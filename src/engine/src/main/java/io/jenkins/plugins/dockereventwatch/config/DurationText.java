package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The text form of durations: {@code 10s}, {@code 5m}, {@code 4h}, {@code 7d}. */
public final class DurationText {

    private static final Map<Character, Duration> UNITS = Map.of(
            's', Duration.ofSeconds(1), 'm', Duration.ofMinutes(1), 'h', Duration.ofHours(1), 'd', Duration.ofDays(1));

    private static final int MAX_DIGITS = 6;

    /** Stands for no duration, where this is allowed. */
    private static final String NEVER = "never";

    private DurationText() {}

    /**
     * Parses a duration.
     *
     * @throws IllegalArgumentException if the text is not a positive duration
     */
    public static Duration parse(String text) {
        String stripped = text.strip();
        int last = stripped.length() - 1;
        if (last >= 1 && last <= MAX_DIGITS && UNITS.containsKey(stripped.charAt(last))) {
            String number = stripped.substring(0, last);
            if (number.chars().allMatch(c -> c >= '0' && c <= '9') && Integer.parseInt(number) > 0) {
                return UNITS.get(stripped.charAt(last)).multipliedBy(Integer.parseInt(number));
            }
        }
        throw new InvalidValueException("duration", text);
    }

    /**
     * Parses a duration, or {@code never}.
     *
     * @return empty: never
     * @throws IllegalArgumentException if the text is neither
     */
    public static Optional<Duration> parseOrNever(String text) {
        return text.equals(NEVER) ? Optional.empty() : Optional.of(parse(text));
    }

    /** Formats a duration; {@code never} if it is empty. */
    public static String orNever(Optional<Duration> duration) {
        return duration.map(DurationText::of).orElse(NEVER);
    }

    /**
     * Formats a duration.
     *
     * @param duration in whole seconds; the result uses the largest unit without a remainder
     */
    public static String of(Duration duration) {
        for (char unit : new char[] {'d', 'h', 'm'}) {
            long seconds = UNITS.get(unit).toSeconds();
            if (duration.toSeconds() > 0 && duration.toSeconds() % seconds == 0) {
                return duration.toSeconds() / seconds + String.valueOf(unit);
            }
        }
        return duration.toSeconds() + "s";
    }
}
