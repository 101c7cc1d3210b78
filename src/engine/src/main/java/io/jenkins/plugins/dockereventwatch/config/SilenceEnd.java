package io.jenkins.plugins.dockereventwatch.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** When a silence ends, as people write it: how long from now on, or the time. */
public final class SilenceEnd {

    /** One that holds for longer is a rule that is not wanted, and likely forgotten. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private SilenceEnd() {}

    /**
     * Reads it.
     *
     * @param text {@code 2h}, {@code 2026-11-24 18:00} or {@code 2026-11-24T18:00+01:00}
     * @param now when the silence begins
     * @param zone whose time it is where the text does not say
     * @throws IllegalArgumentException if it is none of them, is over, or longer than {@link #LONGEST} away; the message
     *     says so
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String stripped = text.strip();
        Instant end = stripped.indexOf('-') > 0
                ? time(stripped, zone)
                : now.plus(duration(stripped)).truncatedTo(ChronoUnit.SECONDS);
        if (!end.isAfter(now)) {
            throw new IllegalArgumentException("'" + stripped + "' is over; a silence ends at a time to come");
        }
        if (end.isAfter(now.plus(LONGEST))) {
            throw new IllegalArgumentException("'" + stripped + "' is too far away: a silence lasts for "
                    + DurationText.of(LONGEST) + " at most; what is never to be sent is best left out of the rules");
        }
        return end;
    }

    private static Duration duration(String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; or a time: 2026-11-24 18:00", e);
        }
    }

    private static Instant time(String text, ZoneId zone) {
        String iso = text.replaceFirst(" +", "T");
        try {
            return OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeException withoutOffset) {
            try {
                return LocalDateTime.parse(iso).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no time; write 2026-11-24 18:00, or a duration: 30m, 2h, 7d", e);
            }
        }
    }
}
