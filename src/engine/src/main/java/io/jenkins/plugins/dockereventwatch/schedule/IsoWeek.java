package io.jenkins.plugins.dockereventwatch.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * A week that begins on a Monday.
 *
 * @param monday its first day
 */
public record IsoWeek(LocalDate monday) {

    /** The week of a day. */
    public static IsoWeek of(LocalDate day) {
        return new IsoWeek(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    /** The week of a time. */
    public static IsoWeek of(ZonedDateTime time) {
        return of(time.toLocalDate());
    }

    /** Weeks from another to this; negative where this is the earlier one. */
    public int since(IsoWeek other) {
        return (int) ChronoUnit.WEEKS.between(other.monday, monday);
    }

    /** {@code 2026-W48}, as ISO 8601 has it. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                monday.get(IsoFields.WEEK_BASED_YEAR),
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
