package io.jenkins.plugins.dockereventwatch.schedule;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Days without dates of a schedule.
 *
 * @param dates single days
 * @param yearly days of every year
 */
public record Holidays(Set<LocalDate> dates, Set<MonthDay> yearly) {

    public static final Holidays NONE = new Holidays(Set.of(), Set.of());

    public Holidays {
        dates = Set.copyOf(dates);
        yearly = Set.copyOf(yearly);
    }

    /**
     * Parses days: {@code 2026-12-25} is a single day, {@code 12-25} that day of every year.
     *
     * @throws IllegalArgumentException if one is malformed; the message is for the user
     */
    public static Holidays parse(Collection<String> days) {
        Set<LocalDate> dates = new HashSet<>();
        Set<MonthDay> yearly = new HashSet<>();
        for (String day : days) {
            if (day.length() == "12-25".length()) {
                yearly.add(yearly(day));
            } else {
                dates.add(day(day));
            }
        }
        return new Holidays(dates, yearly);
    }

    private static MonthDay yearly(String text) {
        try {
            return MonthDay.parse("--" + text);
        } catch (DateTimeException e) {
            throw new InvalidValueException("yearly-day", text);
        }
    }

    /**
     * Parses a single day.
     *
     * @throws IllegalArgumentException if it is malformed; the message is for the user
     */
    public static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidValueException("date", text);
        }
    }

    public boolean contains(LocalDate day) {
        return dates.contains(day) || yearly.contains(MonthDay.from(day));
    }
}
