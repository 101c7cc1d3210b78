package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
            throw new IllegalArgumentException("Invalid day '" + text + "': expected " + String.join(", ", NAMES)
                    + Suggestion.ending(text, NAMES));
        }
        return DayOfWeek.of(number + 1);
    }

    /** Days in the order of the week, {@code sat, sun}. */
    public static String text(Collection<DayOfWeek> days) {
        return days.stream().sorted().map(DayNames::name).collect(Collectors.joining(", "));
    }
}
