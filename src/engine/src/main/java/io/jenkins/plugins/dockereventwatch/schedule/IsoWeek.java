package io.jenkins.plugins.dockereventwatch.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * A week of ISO 8601, which begins on a Monday.
 *
 * @param monday its first day
 */
public record IsoWeek(LocalDate monday) {

    public static IsoWeek of(LocalDate day) {
        return new IsoWeek(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    public static IsoWeek of(ZonedDateTime time) {
        return of(time.toLocalDate());
    }

    /** The number of weeks from another week to this one; negative if this one is earlier. */
    public int since(IsoWeek other) {
        return (int) ChronoUnit.WEEKS.between(other.monday, monday);
    }

    /** The format of ISO 8601, such as {@code 2026-W48}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                monday.get(IsoFields.WEEK_BASED_YEAR),
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
