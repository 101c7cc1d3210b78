package io.jenkins.plugins.dockereventwatch.silence;

import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.schedule.WeeklyPeriod;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * A daily or weekly period in which matching alerts are recorded but not sent.
 *
 * @param matchers conditions that must all match; empty: every alert matches
 * @param days the days on which the period starts, at least one
 * @param from the start of the period
 * @param to the end of the period; on the next day if it is not after {@code from}
 * @param zone the time zone of days and times
 * @param reason the reason, for people
 */
public record RecurringSilence(
        List<Condition> matchers, Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, String reason) {

    /** Copies list and set. */
    public RecurringSilence {
        matchers = List.copyOf(matchers);
        days = Set.copyOf(days);
        if (days.isEmpty() || reason.isBlank()) {
            throw new IllegalArgumentException("Invalid silence: expected at least one day, and a reason");
        }
    }

    /** Returns whether a time is within the period. */
    public boolean isActive(Instant time) {
        return new WeeklyPeriod(days, from, to).contains(LocalDateTime.ofInstant(time, zone));
    }
}
