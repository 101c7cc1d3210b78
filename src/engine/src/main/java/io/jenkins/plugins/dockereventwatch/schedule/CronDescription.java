package io.jenkins.plugins.dockereventwatch.schedule;

import java.text.MessageFormat;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** Describes schedules in words. Expressions without a short description are shown as they are. */
final class CronDescription {

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
                .reduce((one, other) -> text("or", one, other))
                .orElseThrow();
        words = text("zone", words, schedule.zone().getId());
        return schedule.holidays().equals(Holidays.NONE) ? words : text("holidays", words);
    }

    private String describe(String expression) {
        String[] fields = expression.toUpperCase(Locale.ROOT).strip().split("\\s+");
        try {
            if (!fields[0].equals("0") || fields.length > 6) {
                return text("cron", expression);
            }
            return time(fields[1], fields[2], days(fields[3], fields[4], fields[5]));
        } catch (NumberFormatException | IndexOutOfBoundsException unsupported) {
            return text("cron", expression);
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
                return text("at", days, list(times));
            }
        }
        String hour = everyHour ? text("of-every-hour") : text("of-hours", hours.replace(",", ", "));
        return minutes.equals("*")
                ? text("every-minute", days, hour)
                : text("minutes", days, minutes.replace(",", ", "), hour);
    }

    private String days(String monthDays, String months, String weekDays) {
        boolean everyMonth = months.equals("*");
        String names = everyMonth
                ? ""
                : list(Stream.of(months.split(",")).map(this::month).toList());
        String ofMonths = everyMonth ? text("of-every-month") : text("of-months", names);
        String days;
        if (weekDays.equals("*") || weekDays.equals("?")) {
            if (monthDays.equals("L")) {
                return text("last-day", ofMonths);
            }
            if (!monthDays.equals("*") && !monthDays.equals("?")) {
                List<String> numbers = numbers(monthDays).stream()
                        .map(day -> text("month-day", Integer.toString(day)))
                        .toList();
                return text("month-days", list(numbers), ofMonths);
            }
            days = text("every-day");
        } else {
            int hash = weekDays.indexOf('#');
            if (hash > 0) {
                int index = Integer.parseInt(weekDays.substring(hash + 1));
                return text("nth-weekday", index, day(weekDays.substring(0, hash)), ofMonths);
            }
            if (weekDays.length() > 1 && weekDays.endsWith("L")) {
                return text("last-weekday", day(weekDays.substring(0, weekDays.length() - 1)), ofMonths);
            }
            days = text("every-week", list(weekDays(weekDays)));
        }
        return everyMonth ? days : text("in-months", days, names);
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
        int name = JenkinsCron.DAYS.indexOf(day);
        int number = name < 0 ? Integer.parseInt(day) : name + 1;
        if (number < 1 || number > 7) {
            throw new NumberFormatException(day);
        }
        return number;
    }

    /** Quartz numbers the days from Sunday, 1. */
    private String day(String text) {
        return DayOfWeek.SUNDAY.plus(number(text) - 1L).getDisplayName(TextStyle.FULL, language);
    }

    private String month(String text) {
        int number = JenkinsCron.MONTHS.contains(text) ? JenkinsCron.MONTHS.indexOf(text) + 1 : Integer.parseInt(text);
        return Month.of(Math.min(12, Math.max(1, number))).getDisplayName(TextStyle.FULL, language);
    }

    private static List<Integer> numbers(String text) {
        return Stream.of(text.split(",")).map(Integer::parseInt).toList();
    }

    private String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? words.get(0)
                : String.join(", ", words.subList(0, last)) + " " + text("and") + " " + words.get(last);
    }

    private String text(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), language).format(arguments);
    }
}
