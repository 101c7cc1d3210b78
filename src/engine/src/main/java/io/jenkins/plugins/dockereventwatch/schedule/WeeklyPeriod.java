package io.jenkins.plugins.dockereventwatch.schedule;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;

/**
 * A daily or weekly period.
 *
 * @param days the days on which it starts, at least one
 * @param from its start
 * @param to its end; on the next day if it is not after {@code from}
 */
public record WeeklyPeriod(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    /** @throws IllegalArgumentException if there is no day */
    public WeeklyPeriod {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("Invalid period: expected at least one day");
        }
    }

    /** Returns whether a time is within the period. */
    public boolean contains(LocalDateTime time) {
        LocalTime now = time.toLocalTime();
        DayOfWeek today = time.getDayOfWeek();
        boolean overnight = !to.isAfter(from);
        boolean startedToday = days.contains(today) && !now.isBefore(from) && (overnight || now.isBefore(to));
        boolean startedYesterday = overnight && days.contains(today.minus(1)) && now.isBefore(to);
        return startedToday || startedYesterday;
    }
}
