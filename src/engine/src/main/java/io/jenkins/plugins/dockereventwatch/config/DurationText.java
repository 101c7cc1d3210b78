package io.jenkins.plugins.dockereventwatch.config;

import java.time.Duration;
import java.util.Map;

/** Durations as people write them in configurations: {@code 10s}, {@code 5m}, {@code 4h}, {@code 7d}. */
public final class DurationText {

    private static final Map<Character, Duration> UNITS = Map.of(
            's', Duration.ofSeconds(1), 'm', Duration.ofMinutes(1), 'h', Duration.ofHours(1), 'd', Duration.ofDays(1));

    private static final int MOST_DIGITS = 6;

    private DurationText() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none, or zero; the message says what is wanted
     */
    public static Duration parse(String text) {
        String stripped = text.strip();
        int last = stripped.length() - 1;
        if (last >= 1 && last <= MOST_DIGITS && UNITS.containsKey(stripped.charAt(last))) {
            String number = stripped.substring(0, last);
            if (number.chars().allMatch(c -> c >= '0' && c <= '9') && Integer.parseInt(number) > 0) {
                return UNITS.get(stripped.charAt(last)).multipliedBy(Integer.parseInt(number));
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no duration; write a number and s, m, h or d: 10s, 5m, 4h, 7d");
    }

    /** Writes one of whole seconds, in the largest unit that gives a whole number. */
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
