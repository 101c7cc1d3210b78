package io.jenkins.plugins.dockereventwatch.schedule;

import io.jenkins.plugins.dockereventwatch.text.Digest;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Converts Jenkins' cron to Quartz: five fields, {@code H} for a value derived from a name, and aliases such as {@code
 * @weekly}. If both days of the month and days of the week are given, either suffices, which takes two expressions.
 *
 * @see <a href="https://www.jenkins.io/doc/book/pipeline/syntax/#cron-syntax">Jenkins, cron syntax</a>
 */
record JenkinsCron(String seed) {

    private static final Map<String, String> ALIASES = Map.of(
            "@yearly", "H H H H *",
            "@annually", "H H H H *",
            "@monthly", "H H H * *",
            "@weekly", "H H * * H",
            "@daily", "H H * * *",
            "@midnight", "H H(0-2) * * *",
            "@hourly", "H * * * *");

    static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /** A field, named as in keys of messages. {@code lastHashed} limits {@code H}, so that no month is too short. */
    private record Field(String name, int first, int last, int lastHashed, List<String> names) {}

    private static final List<Field> FIELDS = List.of(
            new Field("minute", 0, 59, 59, List.of()),
            new Field("hour", 0, 23, 23, List.of()),
            new Field("day", 1, 31, 28, List.of()),
            new Field("month", 1, 12, 12, MONTHS),
            new Field("weekday", 0, 7, 6, DAYS));

    /** Whether an expression is in Jenkins' format rather than in that of Quartz. */
    static boolean isLikely(String text) {
        return text.startsWith("@") || text.split("\\s+").length == FIELDS.size();
    }

    /** @throws IllegalArgumentException if the expression is malformed; the message is for the user */
    List<String> toQuartz(String text) {
        String expression = text.startsWith("@") ? ALIASES.get(text.toLowerCase(Locale.ROOT)) : text;
        if (expression == null) {
            throw new InvalidValueException("schedule-alias", text);
        }
        String[] fields = expression.strip().split("\\s+");
        String[] values = new String[FIELDS.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = convert(fields[i].toUpperCase(Locale.ROOT), i);
        }
        String time = "0 " + values[0] + " " + values[1] + " ";
        if (values[4].equals("*")) {
            return List.of(time + values[2] + " " + values[3] + " ?");
        }
        String byWeek = time + "? " + values[3] + " " + values[4];
        return values[2].equals("*") ? List.of(byWeek) : List.of(time + values[2] + " " + values[3] + " ?", byWeek);
    }

    private String convert(String text, int index) {
        Field field = FIELDS.get(index);
        TreeSet<Integer> values = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            add(values, part, field, index);
        }
        boolean week = index == 4;
        if (week && values.remove(7)) {
            values.add(0);
        }
        if (values.size() == (week ? 7 : field.last() - field.first() + 1)) {
            return "*";
        }
        // Quartz numbers the days of the week from 1.
        return values.stream()
                .map(value -> Integer.toString(week ? value + 1 : value))
                .collect(Collectors.joining(","));
    }

    private void add(TreeSet<Integer> values, String part, Field field, int index) {
        int slash = part.indexOf('/');
        String base = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : number(part.substring(slash + 1), field, 1, field.last());
        boolean hashed = base.startsWith("H");
        int first = field.first();
        int last = hashed ? field.lastHashed() : field.last();
        String range = base.equals("*") || base.equals("H")
                ? ""
                : hashed && base.startsWith("H(") && base.endsWith(")") ? base.substring(2, base.length() - 1) : base;
        if (!range.isEmpty()) {
            int hyphen = range.indexOf('-');
            first = number(hyphen < 0 ? range : range.substring(0, hyphen), field, field.first(), field.last());
            last = hyphen < 0 ? first : number(range.substring(hyphen + 1), field, first, field.last());
            if (hyphen < 0 && slash >= 0) {
                throw wrong(part, field);
            }
        }
        if (hashed) {
            int choices = slash < 0 ? last - first + 1 : Math.min(step, last - first + 1);
            first += hash(index) % choices;
            last = slash < 0 ? first : last;
        }
        for (int value = first; value <= last; value += step) {
            values.add(value);
        }
    }

    private static int number(String text, Field field, int least, int most) {
        int name = field.names().indexOf(text);
        if (name >= 0) {
            return name + field.first();
        }
        boolean digits = !text.isEmpty() && text.length() <= 2 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = digits ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw wrong(text, field);
        }
        return number;
    }

    private static InvalidValueException wrong(String text, Field field) {
        return new InvalidValueException(
                "cron-" + field.name(), text, Integer.toString(field.first()), Integer.toString(field.last()));
    }

    /** A number that depends on the name and the field only. */
    private int hash(int index) {
        return Integer.parseInt(Digest.of(Integer.toString(index), seed).substring(0, 6), 16);
    }
}
