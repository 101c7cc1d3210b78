package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.schedule.WeeklyPeriod;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The periods of active hours as text: {@code mon-fri 08:00-18:00, sat 09:00-12:00}. */
public final class ActiveHoursText {

    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
    private static final String MIDNIGHT = "24:00";

    private static final Pattern PERIOD = Pattern.compile("\\s*+(?<days>[a-zA-Z][a-zA-Z, -]*?)??\\s*+"
            + "(?<from>\\d{1,2}:\\d\\d)\\s*+-\\s*+(?<to>\\d{1,2}:\\d\\d)\\s*+(?:[,;]|$)");

    private ActiveHoursText() {}

    /**
     * Parses periods, separated by commas. Without days, a period starts every day.
     *
     * @throws IllegalArgumentException if the text is invalid
     */
    public static List<WeeklyPeriod> parse(String text) {
        List<WeeklyPeriod> periods = new ArrayList<>();
        Matcher period = PERIOD.matcher(text);
        for (int start = 0; start < text.length() || periods.isEmpty(); start = period.end()) {
            if (!period.region(start, text.length()).lookingAt()) {
                throw new InvalidValueException("active-hours", text);
            }
            Set<DayOfWeek> days = period.group("days") == null ? EVERY_DAY : DayNames.days(period.group("days"));
            String to = period.group("to");
            periods.add(new WeeklyPeriod(
                    days, time(period.group("from"), text), to.equals(MIDNIGHT) ? LocalTime.MIDNIGHT : time(to, text)));
        }
        return periods;
    }

    private static LocalTime time(String time, String text) {
        int colon = time.indexOf(':');
        int hour = Integer.parseInt(time.substring(0, colon));
        int minute = Integer.parseInt(time.substring(colon + 1));
        if (hour > 23 || minute > 59) {
            throw new InvalidValueException("active-hours", text);
        }
        return LocalTime.of(hour, minute);
    }

    /** Returns the text of periods. */
    public static String text(List<WeeklyPeriod> periods) {
        return periods.stream().map(ActiveHoursText::text).collect(Collectors.joining(", "));
    }

    private static String text(WeeklyPeriod period) {
        String days = period.days().equals(EVERY_DAY) ? "" : DayNames.text(period.days()) + " ";
        return days + period.from() + "-" + (period.to().equals(LocalTime.MIDNIGHT) ? MIDNIGHT : period.to());
    }
}
