package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parses and formats time limits such as {@code 90s}, {@code 30m} or {@code 1h30m}. */
public final class TimeLimit {

    private static final Pattern WRITTEN = Pattern.compile("(?=[0-9])([0-9]{1,4}h)?([0-9]{1,6}m)?([0-9]{1,7}s)?");

    private TimeLimit() {}

    /** Parses a time limit; throws an {@link IllegalArgumentException} that describes the expected format. */
    static Duration parse(String text) {
        Duration time = WRITTEN.matcher(text).matches() ? Duration.parse("PT" + text) : Duration.ZERO;
        if (time.isZero()) {
            throw new InvalidValueException("time-limit", Refusal.abbreviated(text));
        }
        return time;
    }

    /** Returns the time limit in the format of {@link #parse}. */
    public static String text(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
