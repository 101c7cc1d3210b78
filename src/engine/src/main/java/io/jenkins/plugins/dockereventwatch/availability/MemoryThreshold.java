package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.text.NumberRange;
import java.time.Duration;

/**
 * How much of its memory limit a container may use.
 *
 * @param percent 1 to 100
 * @param lasting how long it may use more
 */
public record MemoryThreshold(int percent, Duration lasting) {

    /** The allowed percentages. */
    public static final NumberRange PERCENT = new NumberRange(1, 100);

    /** The default of {@code lasting}. */
    public static final Duration LASTING = Duration.ofMinutes(5);

    /** An alert is over when the use is below the threshold by this, in percent of the limit. */
    static final int HYSTERESIS = 5;

    /**
     * Reads a percentage, with or without a percent sign.
     *
     * @throws IllegalArgumentException if it is not a whole number of the range
     */
    public static int parsePercent(String text) {
        String number = text.strip();
        return PERCENT.parse(
                number.endsWith("%") ? number.substring(0, number.length() - 1).strip() : number);
    }

    public MemoryThreshold {
        PERCENT.check(percent);
    }
}
