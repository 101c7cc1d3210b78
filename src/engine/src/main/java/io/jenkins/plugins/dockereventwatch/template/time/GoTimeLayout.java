package io.jenkins.plugins.dockereventwatch.template.time;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/**
 * Formats times with Go's reference time {@code Mon Jan 2 15:04:05 MST 2006}.
 *
 * @see <a href="https://pkg.go.dev/time#Layout">Layout</a>
 */
public final class GoTimeLayout {

    /** Longer elements come before their prefixes; 2006 after an underscore is not a padded day. */
    private static final List<String> ELEMENTS = List.of(
            "January",
            "Jan",
            "Monday",
            "Mon",
            "MST",
            "002",
            "01",
            "02",
            "03",
            "04",
            "05",
            "06",
            "15",
            "1",
            "2006",
            "2",
            "_2",
            "__2",
            "3",
            "4",
            "5",
            "PM",
            "pm",
            "-070000",
            "-07:00:00",
            "-0700",
            "-07:00",
            "-07",
            "Z070000",
            "Z07:00:00",
            "Z0700",
            "Z07:00",
            "Z07");

    private GoTimeLayout() {}

    /**
     * Formats a time.
     *
     * @param layout any text; text that is not an element of Go's reference time is copied
     */
    public static String format(ZonedDateTime time, String layout) {
        BoundedText out = new BoundedText();
        int position = 0;
        while (position < layout.length()) {
            int digits = fractionDigits(layout, position);
            String element = digits > 0 ? "" : element(layout, position);
            if (digits > 0) {
                out.append(fraction(time.getNano(), layout.charAt(position), digits, layout.charAt(position + 1)));
                position += 1 + digits;
            } else if (element.isEmpty()) {
                out.append(layout.charAt(position++));
            } else {
                out.append(text(time, element));
                position += element.length();
            }
        }
        return out.toString();
    }

    private static String element(String layout, int position) {
        for (String element : ELEMENTS) {
            if (layout.startsWith(element, position) && isElement(element, layout, position)) {
                return element;
            }
        }
        return "";
    }

    private static boolean isElement(String element, String layout, int position) {
        int end = position + element.length();
        return switch (element) {
            case "Jan", "Mon" -> end == layout.length() || layout.charAt(end) < 'a' || layout.charAt(end) > 'z';
            case "_2" -> !layout.startsWith("_2006", position);
            default -> true;
        };
    }

    /** Returns the number of digits of a fraction of a second at this position; 0 if there is none. */
    private static int fractionDigits(String layout, int position) {
        char mark = layout.charAt(position);
        if ((mark != '.' && mark != ',') || position + 1 == layout.length()) {
            return 0;
        }
        char digit = layout.charAt(position + 1);
        int end = position + 1;
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        boolean endsThere = end == layout.length() || layout.charAt(end) < '0' || layout.charAt(end) > '9';
        return (digit == '0' || digit == '9') && endsThere ? end - position - 1 : 0;
    }

    private static String fraction(int nano, char mark, int digits, char kind) {
        String text = String.format(Locale.ROOT, "%09d", nano).substring(0, Math.min(9, digits));
        int end = text.length();
        while (kind == '9' && end > 0 && text.charAt(end - 1) == '0') {
            end--;
        }
        return end == 0 ? "" : mark + text.substring(0, end);
    }

    private static String text(ZonedDateTime time, String element) {
        return switch (element) {
            case "January" -> month(time.getMonth());
            case "Jan" -> month(time.getMonth()).substring(0, 3);
            case "Monday" -> day(time.getDayOfWeek());
            case "Mon" -> day(time.getDayOfWeek()).substring(0, 3);
            case "MST" -> ZoneAbbreviations.of(time);
            case "2006" -> zeros(time.getYear(), 4);
            case "06" -> zeros(Math.abs(time.getYear()) % 100, 2);
            case "1" -> zeros(time.getMonthValue(), 1);
            case "01" -> zeros(time.getMonthValue(), 2);
            case "2" -> zeros(time.getDayOfMonth(), 1);
            case "_2" -> spaces(time.getDayOfMonth(), 2);
            case "02" -> zeros(time.getDayOfMonth(), 2);
            case "__2" -> spaces(time.getDayOfYear(), 3);
            case "002" -> zeros(time.getDayOfYear(), 3);
            case "15" -> zeros(time.getHour(), 2);
            case "3" -> zeros((time.getHour() + 11) % 12 + 1, 1);
            case "03" -> zeros((time.getHour() + 11) % 12 + 1, 2);
            case "4" -> zeros(time.getMinute(), 1);
            case "04" -> zeros(time.getMinute(), 2);
            case "5" -> zeros(time.getSecond(), 1);
            case "05" -> zeros(time.getSecond(), 2);
            case "PM" -> time.getHour() < 12 ? "AM" : "PM";
            case "pm" -> time.getHour() < 12 ? "am" : "pm";
            default -> offset(time.getOffset().getTotalSeconds(), element);
        };
    }

    private static String month(Month month) {
        return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String day(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String zeros(int number, int width) {
        String digits = Integer.toString(Math.abs(number));
        return (number < 0 ? "-" : "") + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static String spaces(int number, int width) {
        String digits = Integer.toString(number);
        return " ".repeat(width - digits.length()) + digits;
    }

    /** Returns an offset in the format of an element such as {@code -07:00}. */
    static String offset(int seconds, String element) {
        if (seconds == 0 && element.startsWith("Z")) {
            return "Z";
        }
        // Go truncates to minutes before it determines the sign.
        int size = Math.abs(seconds);
        String colon = element.contains(":") ? ":" : "";
        StringBuilder text = new StringBuilder(seconds / 60 < 0 ? "-" : "+").append(zeros(size / 3600, 2));
        int digits = element.replace(":", "").length() - 1;
        if (digits >= 4) {
            text.append(colon).append(zeros(size / 60 % 60, 2));
        }
        if (digits >= 6) {
            text.append(colon).append(zeros(size % 60, 2));
        }
        return text.toString();
    }
}
