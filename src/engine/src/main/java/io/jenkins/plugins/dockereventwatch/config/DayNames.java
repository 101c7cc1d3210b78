package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of days of the week: {@code mon}, {@code tue} … */
public final class DayNames {

    private static final List<String> NAMES =
            Arrays.stream(DayOfWeek.values()).map(DayNames::name).toList();

    private DayNames() {}

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    /**
     * Parses a name.
     *
     * @throws IllegalArgumentException if it is not a name of a day
     */
    public static DayOfWeek day(String text) {
        int number = NAMES.indexOf(text.toLowerCase(Locale.ROOT));
        if (number < 0) {
            String names = String.join(", ", NAMES);
            throw Suggestion.of(text, NAMES)
                    .map(meant -> new InvalidValueException("weekday-meant", text, names, meant))
                    .orElseGet(() -> new InvalidValueException("weekday", text, names));
        }
        return DayOfWeek.of(number + 1);
    }

    /**
     * Parses names and ranges, {@code mon-fri, sun}.
     *
     * @throws IllegalArgumentException if one of them is not a name of a day
     */
    public static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",")) {
            String[] ends = part.strip().split("\\s*-\\s*", 2);
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek next = day(ends[0]);
            while (next != last) {
                days.add(next);
                next = next.plus(1);
            }
            days.add(last);
        }
        return days;
    }

    /** Days in the order of the week, {@code mon-wed, sat, sun}. */
    public static String text(Collection<DayOfWeek> days) {
        List<String> parts = new ArrayList<>();
        for (int first = 1; first <= NAMES.size(); first++) {
            int last = first;
            while (last <= NAMES.size() && days.contains(DayOfWeek.of(last))) {
                last++;
            }
            if (last - first > 2) {
                parts.add(NAMES.get(first - 1) + "-" + NAMES.get(last - 2));
                first = last;
            } else if (last > first) {
                parts.add(NAMES.get(first - 1));
            }
        }
        return String.join(", ", parts);
    }
}
