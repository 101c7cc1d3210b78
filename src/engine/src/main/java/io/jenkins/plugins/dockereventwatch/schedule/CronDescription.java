package io.jenkins.plugins.dockereventwatch.schedule;

import java.text.MessageFormat;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** Says schedules in words. What cannot be said shortly is shown as the cron that it is. */
final class CronDescription {

    private static final Map<String, Integer> DAYS =
            Map.of("SUN", 1, "MON", 2, "TUE", 3, "WED", 4, "THU", 5, "FRI", 6, "SAT", 7);

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    private final Locale language;
    private final ResourceBundle texts;

    CronDescription(Locale language) {
        this.language = language;
        this.texts = ResourceBundle.getBundle(
                CronDescription.class.getName(),
                language,
                CronDescription.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String describe(CronSchedule schedule) {
        String words = schedule.expressions().stream()
                .map(this::describe)
                .reduce((one, other) -> say("or", one, other))
                .orElseThrow();
        words = say("zone", words, schedule.zone().getId());
        return schedule.holidays().equals(Holidays.NONE) ? words : say("holidays", words);
    }

    private String describe(String expression) {
        String[] fields = expression.toUpperCase(Locale.ROOT).strip().split("\\s+");
        try {
            if (!fields[0].equals("0") || fields.length > 6) {
                return say("cron", expression);
            }
            return time(fields[1], fields[2], days(fields[3], fields[4], fields[5]));
        } catch (NumberFormatException | IndexOutOfBoundsException rare) {
            return say("cron", expression);
        }
    }

    private String time(String minutes, String hours, String days) {
        boolean everyHour = hours.equals("*");
        if (!everyHour && !minutes.equals("*")) {
            List<String> times = new ArrayList<>();
            for (int hour : numbers(hours)) {
                for (int minute : numbers(minutes)) {
                    times.add(String.format(Locale.ROOT, "%02d:%02d", hour, minute));
                }
            }
            if (times.size() <= 6) {
                return say("at", days, list(times));
            }
        }
        String hour = everyHour ? say("every-hour") : say("hours", hours);
        return minutes.equals("*")
                ? days + ", " + say("every-minute") + (everyHour ? "" : ", " + hour)
                : say("minutes", days, minutes, hour);
    }

    private String days(String monthDays, String months, String weekDays) {
        boolean everyMonth = months.equals("*");
        String month = everyMonth
                ? say("every-month")
                : list(Stream.of(months.split(",")).map(this::month).toList());
        if (weekDays.equals("*") || weekDays.equals("?")) {
            if (monthDays.equals("*") || monthDays.equals("?")) {
                return everyMonth ? say("every-day") : say("in-months", say("every-day"), month);
            }
            return monthDays.equals("L")
                    ? say("last-day", month)
                    : say(
                            "month-days",
                            list(Stream.of(monthDays.split(","))
                                    .map(day -> Integer.toString(Integer.parseInt(day)))
                                    .toList()),
                            month);
        }
        int hash = weekDays.indexOf('#');
        if (hash > 0) {
            return say("nth-weekday-of", weekDays.substring(hash + 1), day(weekDays.substring(0, hash)), month);
        }
        if (weekDays.length() > 1 && weekDays.endsWith("L")) {
            return say("last-weekday-of", day(weekDays.substring(0, weekDays.length() - 1)), month);
        }
        String week = say("every-week", list(weekDays(weekDays)));
        return everyMonth ? week : say("in-months", week, month);
    }

    private List<String> weekDays(String text) {
        List<String> days = new ArrayList<>();
        for (String part : text.split(",")) {
            int hyphen = part.indexOf('-');
            int first = number(hyphen < 0 ? part : part.substring(0, hyphen));
            int last = hyphen < 0 ? first : number(part.substring(hyphen + 1));
            for (int day = first; ; day = day % 7 + 1) {
                days.add(day(Integer.toString(day)));
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static int number(String day) {
        int number = DAYS.containsKey(day) ? DAYS.get(day) : Integer.parseInt(day);
        if (number < 1 || number > 7) {
            throw new NumberFormatException(day);
        }
        return number;
    }

    /** Quartz's 1 is Sunday. */
    private String day(String text) {
        return DayOfWeek.SUNDAY.plus(number(text) - 1L).getDisplayName(TextStyle.FULL, language);
    }

    private String month(String text) {
        int number = MONTHS.contains(text) ? MONTHS.indexOf(text) + 1 : Integer.parseInt(text);
        return Month.of(Math.min(12, Math.max(1, number))).getDisplayName(TextStyle.FULL, language);
    }

    private static List<Integer> numbers(String text) {
        return Stream.of(text.split(",")).map(Integer::parseInt).toList();
    }

    private String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? words.get(0)
                : String.join(", ", words.subList(0, last)) + " " + say("and") + " " + words.get(last);
    }

    private String say(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), language).format(arguments);
    }
}
