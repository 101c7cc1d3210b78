package io.jenkins.plugins.dockereventwatch.schedule;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/**
 * A recurring schedule: cron expressions in a time zone, except on holidays.
 *
 * @param text the expression as the user wrote it
 * @param expressions Quartz expressions; the schedule is the union of their dates
 * @param zone the time zone of the expressions
 * @param holidays days without dates
 */
public record CronSchedule(String text, List<String> expressions, ZoneId zone, Holidays holidays) {

    /** Monday at 08:00. */
    public static final String WEEKLY = "0 8 * * 1";

    private static final int MOST_HOLIDAYS_IN_A_ROW = 1000;

    /** The ranges in which the last date is searched, growing, so that frequent schedules are not more expensive. */
    private static final List<Duration> LOOK_BACK = List.of(
            Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(8), Duration.ofDays(32), Duration.ofDays(370));

    public CronSchedule {
        expressions = List.copyOf(expressions);
    }

    /**
     * Parses a schedule.
     *
     * @param text cron as in Quartz ({@code 0 0 8 ? * MON}) or as in Jenkins ({@code H 8 * * 1}, {@code @weekly}),
     *     optionally after a line {@code TZ=Europe/Zurich}
     * @param zone the time zone if {@code text} names none
     * @param name the text from which Jenkins' {@code H} is derived
     * @param holidays days without dates
     * @param now the schedule must have a date after this time
     * @throws IllegalArgumentException if the text is malformed or has no future date; the message is for the user
     */
    public static CronSchedule parse(String text, ZoneId zone, String name, Holidays holidays, Instant now) {
        String expression = text.strip();
        ZoneId own = zone;
        if (expression.startsWith("TZ=")) {
            String first = expression.lines().findFirst().orElse("");
            own = zone(first.substring("TZ=".length()).strip());
            expression = expression.substring(first.length()).strip();
        }
        List<String> expressions = JenkinsCron.isLikely(expression)
                ? new JenkinsCron(name).toQuartz(expression)
                : List.of(quartz(expression));
        CronSchedule schedule = new CronSchedule(text.strip(), expressions, own, holidays);
        if (schedule.next(now).isEmpty()) {
            throw new InvalidValueException("schedule-past", text.strip());
        }
        return schedule;
    }

    /**
     * Parses the name of a time zone.
     *
     * @throws IllegalArgumentException if it is unknown; the message is for the user
     */
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new InvalidValueException("time-zone", name);
        }
    }

    private static String quartz(String expression) {
        try {
            return new CronExpression(expression).getCronExpression();
        } catch (ParseException e) {
            throw new InvalidValueException("schedule", expression, e.getMessage());
        }
    }

    /** The next date after a time; empty: there is none. */
    public Optional<Instant> next(Instant after) {
        Instant from = after;
        for (int i = 0; i < MOST_HOLIDAYS_IN_A_ROW; i++) {
            Optional<Instant> next = next(from, zone);
            if (next.isEmpty() || !holidays.contains(next.get().atZone(zone).toLocalDate())) {
                return next;
            }
            // Continue after the holiday, however many dates it has.
            from = next.get()
                    .atZone(zone)
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant()
                    .minusSeconds(1);
        }
        return Optional.empty();
    }

    private Optional<Instant> next(Instant after, ZoneId clock) {
        return expressions.stream()
                .map(expression -> cron(expression, clock).getNextValidTimeAfter(Date.from(after)))
                .filter(Objects::nonNull)
                .map(Date::toInstant)
                .min(Instant::compareTo);
    }

    private static CronExpression cron(String expression, ZoneId clock) {
        try {
            CronExpression cron = new CronExpression(expression);
            cron.setTimeZone(TimeZone.getTimeZone(clock));
            return cron;
        } catch (ParseException e) {
            throw new IllegalStateException("Invalid parsed expression " + expression, e);
        }
    }

    /** The next dates after a time, at most {@code count}. */
    public List<ZonedDateTime> next(Instant after, int count) {
        return Stream.iterate(next(after), Optional::isPresent, last -> next(last.orElseThrow()))
                .limit(count)
                .map(Optional::orElseThrow)
                .map(time -> time.atZone(zone))
                .toList();
    }

    /** The last date after one time and not after another, within the year before the latter. */
    public Optional<Instant> last(Instant after, Instant until) {
        for (Duration back : LOOK_BACK) {
            Instant from = until.minus(back);
            boolean whole = from.isBefore(after);
            Optional<Instant> found = Optional.empty();
            for (Optional<Instant> next = next(whole ? after : from.minusMillis(1));
                    next.isPresent() && !next.get().isAfter(until);
                    next = next(next.get())) {
                found = next;
            }
            if (found.isPresent() || whole) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether some ISO week has several of the next 60 dates. */
    public boolean isMoreOftenThanWeekly(Instant from) {
        List<ZonedDateTime> dates = next(from, 60);
        return Stream.iterate(1, i -> i < dates.size(), i -> i + 1)
                .anyMatch(i -> IsoWeek.of(dates.get(i)).equals(IsoWeek.of(dates.get(i - 1))));
    }

    /** Warnings about the next three years: dates that are skipped because clocks are put forward. */
    public List<String> warnings(Instant from) {
        List<String> warnings = new ArrayList<>();
        ZoneRules rules = zone.getRules();
        Instant end = from.plus(Duration.ofDays(3 * 366L));
        for (ZoneOffsetTransition change = rules.nextTransition(from);
                change != null && change.getInstant().isBefore(end) && warnings.isEmpty();
                change = rules.nextTransition(change.getInstant())) {
            if (change.isGap()) {
                LocalDateTime before = change.getDateTimeBefore();
                // In UTC, no hour is skipped: a date within the gap is one that the zone skips.
                next(before.toInstant(ZoneOffset.UTC).minusMillis(1), ZoneOffset.UTC)
                        .map(due -> LocalDateTime.ofInstant(due, ZoneOffset.UTC))
                        .filter(due -> due.isBefore(change(rules, before)))
                        .ifPresent(due -> warnings.add(due.toLocalTime() + " does not exist on " + due.toLocalDate()
                                + " in " + zone
                                + ", because clocks are put forward: the date is skipped; choose another"
                                + " hour"));
            }
        }
        return warnings;
    }

    private static LocalDateTime change(ZoneRules rules, LocalDateTime before) {
        return rules.getTransition(before).getDateTimeAfter();
    }

    /** A description such as {@code every Monday at 08:00 (Europe/Zurich)}. English unless {@code language} is German. */
    public String words(Locale language) {
        return new CronDescription(language).describe(this);
    }
}
