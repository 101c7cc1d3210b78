package io.jenkins.plugins.dockereventwatch.schedule;

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
 * When something is due, again and again: cron in a time zone, without holidays.
 *
 * @param text as it was written
 * @param expressions in Quartz's words; due is whatever any of them says
 * @param zone whose clock counts
 * @param holidays days on which it is not due
 */
public record CronSchedule(String text, List<String> expressions, ZoneId zone, Holidays holidays) {

    /** The seed's week: Monday at eight. */
    public static final String WEEKLY = "0 8 * * 1";

    private static final int MOST_HOLIDAYS_IN_A_ROW = 1000;

    /** How far back is looked for what was due last, by steps, so that frequent schedules cost no more than rare ones. */
    private static final List<Duration> LOOK_BACK = List.of(
            Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(8), Duration.ofDays(32), Duration.ofDays(370));

    /** Copies the list. */
    public CronSchedule {
        expressions = List.copyOf(expressions);
    }

    /**
     * Reads a schedule.
     *
     * @param text Quartz's cron ({@code 0 0 8 ? * MON}), Jenkins' ({@code H 8 * * 1}, {@code @weekly}), the latter after
     *     a line {@code TZ=Europe/Zurich} if wished
     * @param zone whose clock counts unless the text names one
     * @param name what Jenkins' {@code H} is hashed from
     * @param holidays days on which it is not due
     * @param now it must become due after that
     * @throws IllegalArgumentException if it is malformed or never due; the message says why and what is allowed
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
            throw new IllegalArgumentException("'" + text.strip() + "' is never due: no such day comes any more");
        }
        return schedule;
    }

    /**
     * A time zone by its name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "there is no time zone '" + name + "'; they are called as in Europe/Zurich, or UTC", e);
        }
    }

    private static String quartz(String expression) {
        try {
            return new CronExpression(expression).getCronExpression();
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is no cron: " + e.getMessage() + "; allowed are five fields as in Jenkins"
                            + " (minute hour day month weekday: '0 8 * *"
                            + " 1', 'H 8 * * 1', '@weekly') or six or"
                            + " seven as in Quartz (second minute hour"
                            + " day month weekday [year]: '0 0 8 ? *"
                            + " MON')",
                    e);
        }
    }

    /** When it is due next after a time; empty: never again. */
    public Optional<Instant> next(Instant after) {
        Instant from = after;
        for (int i = 0; i < MOST_HOLIDAYS_IN_A_ROW; i++) {
            Optional<Instant> next = next(from, zone);
            if (next.isEmpty() || !holidays.contains(next.get().atZone(zone).toLocalDate())) {
                return next;
            }
            // On to the end of the holiday, however often it would be due on it.
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
            throw new IllegalStateException("a cron that was read before: " + expression, e);
        }
    }

    /** The next times it is due, at most {@code count}. */
    public List<ZonedDateTime> next(Instant after, int count) {
        return Stream.iterate(next(after), Optional::isPresent, last -> next(last.orElseThrow()))
                .limit(count)
                .map(Optional::orElseThrow)
                .map(time -> time.atZone(zone))
                .toList();
    }

    /** When it was due last, in the past year: after one time and not after another. */
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

    /** Whether it is due twice in some week that begins on a Monday, among the next dates. */
    public boolean isMoreOftenThanWeekly(Instant from) {
        List<ZonedDateTime> dates = next(from, 60);
        return Stream.iterate(1, i -> i < dates.size(), i -> i + 1)
                .anyMatch(i -> IsoWeek.of(dates.get(i)).equals(IsoWeek.of(dates.get(i - 1))));
    }

    /** What is odd about it within the next years: hours that clocks skip when they are put forward. */
    public List<String> warnings(Instant from) {
        List<String> warnings = new ArrayList<>();
        ZoneRules rules = zone.getRules();
        Instant end = from.plus(Duration.ofDays(3 * 366L));
        for (ZoneOffsetTransition change = rules.nextTransition(from);
                change != null && change.getInstant().isBefore(end) && warnings.isEmpty();
                change = rules.nextTransition(change.getInstant())) {
            if (change.isGap()) {
                LocalDateTime before = change.getDateTimeBefore();
                // Were there no change of clocks, would it be due within the hour that is skipped?
                next(before.toInstant(ZoneOffset.UTC).minusMillis(1), ZoneOffset.UTC)
                        .map(due -> LocalDateTime.ofInstant(due, ZoneOffset.UTC))
                        .filter(due -> due.isBefore(change(rules, before)))
                        .ifPresent(due -> warnings.add("on " + due.toLocalDate() + " there is no " + due.toLocalTime()
                                + " in " + zone + ", as clocks are put forward; it is left out on such days: choose"
                                + " another hour"));
            }
        }
        return warnings;
    }

    private static LocalDateTime change(ZoneRules rules, LocalDateTime before) {
        return rules.getTransition(before).getDateTimeAfter();
    }

    /** In words: {@code every Monday at 08:00 (Europe/Zurich)}. */
    public String words(Locale language) {
        return new CronDescription(language).describe(this);
    }
}
