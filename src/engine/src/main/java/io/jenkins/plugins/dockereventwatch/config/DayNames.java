package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
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
            String names = String.join(", ", NAMES);
            throw Suggestion.of(text, NAMES)
                    .map(meant -> new InvalidValueException("weekday-meant", text, names, meant))
                    .orElseGet(() -> new InvalidValueException("weekday", text, names));
        }
        return DayOfWeek.of(number + 1);
    }

    /** Days in the order of the week, {@code sat, sun}. */
    public static String text(Collection<DayOfWeek> days) {
        return days.stream().sorted().map(DayNames::name).collect(Collectors.joining(", "));
    }
}
