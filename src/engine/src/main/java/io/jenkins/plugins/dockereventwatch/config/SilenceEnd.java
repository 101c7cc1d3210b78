package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The text form of a silence's end: a duration, or a time. */
public final class SilenceEnd {

    /** The longest allowed silence: a longer one is likely to be forgotten. */
    public static final Duration MAX_DURATION = Duration.ofDays(366);

    private SilenceEnd() {}

    /**
     * Parses an end.
     *
     * @param text {@code 2h}, {@code 2026-11-24 18:00} or {@code 2026-11-24T18:00+01:00}
     * @param now the start of the silence
     * @param zone the time zone of times without an offset
     * @throws IllegalArgumentException if it is invalid, in the past, or later than {@link #MAX_DURATION} from now
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String stripped = text.strip();
        Instant end = stripped.indexOf('-') > 0
                ? time(stripped, zone)
                : now.plus(duration(stripped)).truncatedTo(ChronoUnit.SECONDS);
        if (!end.isAfter(now)) {
            throw new InvalidValueException("end-past", stripped);
        }
        if (end.isAfter(now.plus(MAX_DURATION))) {
            throw new InvalidValueException("end-late", stripped, DurationText.of(MAX_DURATION));
        }
        return end;
    }

    private static Duration duration(String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("end", text);
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
                throw new InvalidValueException("end-time", text);
            }
        }
    }
}
