package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.schedule.WeeklyPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a notifier sends alerts. Days and times are by the clock on the wall, also when it is changed.
 *
 * @param periods at least one
 * @param zone the time zone of the periods
 * @param otherwise the notifier that sends the alerts at other times; empty: they wait
 */
public record ActiveHours(List<WeeklyPeriod> periods, ZoneId zone, Optional<String> otherwise) {

    /** @throws IllegalArgumentException if there is no period */
    public ActiveHours {
        periods = List.copyOf(periods);
        if (periods.isEmpty()) {
            throw new IllegalArgumentException("Invalid active hours: expected at least one period");
        }
    }

    /** Returns whether alerts are sent at a time. */
    public boolean contains(Instant time) {
        LocalDateTime local = LocalDateTime.ofInstant(time, zone);
        return periods.stream().anyMatch(period -> period.contains(local));
    }

    /** Returns when a period starts next, after a time. */
    public Instant nextStart(Instant after) {
        LocalDate today = LocalDate.ofInstant(after, zone);
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(9)
                .flatMap(day -> periods.stream()
                        .filter(period -> period.days().contains(day.getDayOfWeek()))
                        .flatMap(period -> starts(day.atTime(period.from()))))
                .filter(start -> start.isAfter(after))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Returns the times that a clock on the wall shows as a time: two, if it is set back meanwhile. */
    private Stream<Instant> starts(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change != null && change.isGap()) {
            return Stream.of(change.getInstant());
        }
        ZonedDateTime first = local.atZone(zone);
        return Stream.of(first.toInstant(), first.withLaterOffsetAtOverlap().toInstant());
    }
}
