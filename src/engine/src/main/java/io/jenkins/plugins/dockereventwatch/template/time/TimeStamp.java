package io.jenkins.plugins.dockereventwatch.template.time;

import java.time.Instant;
import java.time.ZoneId;

/** Implements docker-events-notifier's {@code TimeStampFormat}. */
public final class TimeStamp {

    /** The end of the year 9999 in every zone. Go supports later times, but they do not occur in events. */
    private static final long LATEST = 253402214399L;

    private static final long EARLIEST = -62135596800L;

    private static final int LONGEST = 40;

    private final ZoneId zone;

    public TimeStamp(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Formats seconds since the epoch. A value that is not a number is formatted as 0, as in docker-events-notifier.
     */
    public String format(Object seconds, String layout) {
        long clamped = Math.max(EARLIEST, Math.min(LATEST, seconds(seconds)));
        return GoTimeLayout.format(Instant.ofEpochSecond(clamped).atZone(zone), layout);
    }

    private static long seconds(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Double number) {
            return number.longValue();
        }
        if (value instanceof String text && text.length() <= LONGEST) {
            try {
                return (long) Double.parseDouble(text);
            } catch (NumberFormatException e) {
                return 0;
            }
        }
        return 0;
    }
}
