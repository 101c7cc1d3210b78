package io.jenkins.plugins.dockereventwatch.silence;

import io.jenkins.plugins.dockereventwatch.rule.Condition;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * A time of the day or week at which some alerts are recorded and not sent.
 *
 * @param matchers conditions that must all hold; empty: every alert
 * @param days on which it begins, at least one
 * @param from when it begins
 * @param to when it ends; not after {@code from}: on the next day
 * @param zone whose time it is
 * @param reason why, for people
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

    /** Whether it holds at a time. */
    public boolean isOn(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        LocalTime now = local.toLocalTime();
        boolean overnight = !to.isAfter(from);
        boolean begunToday =
                days.contains(local.getDayOfWeek()) && !now.isBefore(from) && (overnight || now.isBefore(to));
        boolean begunYesterday = overnight && days.contains(local.getDayOfWeek().minus(1)) && now.isBefore(to);
        return begunToday || begunYesterday;
    }
}
