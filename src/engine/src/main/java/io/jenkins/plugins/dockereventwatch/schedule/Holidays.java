package io.jenkins.plugins.dockereventwatch.schedule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Days on which nothing is due.
 *
 * @param dates single days
 * @param yearly days of every year
 */
public record Holidays(Set<LocalDate> dates, Set<MonthDay> yearly) {

    /** None. */
    public static final Holidays NONE = new Holidays(Set.of(), Set.of());

    /** Copies the sets. */
    public Holidays {
        dates = Set.copyOf(dates);
        yearly = Set.copyOf(yearly);
    }

    /**
     * Reads days: {@code 2026-12-25} is that day, {@code 12-25} every year's.
     *
     * @throws IllegalArgumentException if one is neither; the message names it
     */
    public static Holidays parse(Collection<String> days) {
        Set<LocalDate> dates = new HashSet<>();
        Set<MonthDay> yearly = new HashSet<>();
        for (String day : days) {
            try {
                if (day.length() == "12-25".length()) {
                    yearly.add(MonthDay.parse("--" + day));
                } else {
                    dates.add(LocalDate.parse(day));
                }
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "'" + day + "' is no day: write 2026-12-25, or 12-25 for every year's", e);
            }
        }
        return new Holidays(dates, yearly);
    }

    /** Whether a day is one. */
    public boolean contains(LocalDate day) {
        return dates.contains(day) || yearly.contains(MonthDay.from(day));
    }
}
