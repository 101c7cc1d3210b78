package io.jenkins.plugins.dockereventwatch.template.time;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Formats times with Go's reference time {@code Mon Jan 2 15:04:05 MST 2006}.
 *
 * @see <a href="https://pkg.go.dev/time#Layout">Layout</a>
 */
public final class GoTimeLayout {

    /** Go's elements with Java's patterns. Longer elements come before their prefixes. */
    private static final Map<String, DateTimeFormatter> ELEMENTS = elements("January=MMMM Jan=MMM Monday=EEEE Mon=EEE"
            + " 002=DDD 01=MM 02=dd 03=hh 04=mm 05=ss 06=uu 15=HH 1=M 2006=uuuu 2=d _2=ppd __2=pppD 3=h 4=m 5=s PM=a");

    private static final List<String> OFFSETS =
            List.of("-070000", "-07:00:00", "-0700", "-07:00", "-07", "Z070000", "Z07:00:00", "Z0700", "Z07:00", "Z07");

    private GoTimeLayout() {}

    private static Map<String, DateTimeFormatter> elements(String pairs) {
        Map<String, DateTimeFormatter> elements = new LinkedHashMap<>();
        for (String pair : pairs.split(" ")) {
            String[] sides = pair.split("=");
            elements.put(sides[0], DateTimeFormatter.ofPattern(sides[1], Locale.ENGLISH));
        }
        return elements;
    }

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
            String element = digits > 0 ? layout.substring(position, position + 1 + digits) : element(layout, position);
            if (element.isEmpty()) {
                out.append(layout.charAt(position++));
            } else {
                out.append(digits > 0 ? fraction(time.getNano(), element) : text(time, element));
                position += element.length();
            }
        }
        return out.toString();
    }

    private static String element(String layout, int position) {
        for (String element : ELEMENTS.keySet()) {
            if (layout.startsWith(element, position) && isElement(element, layout, position)) {
                return element;
            }
        }
        for (String other : List.of("pm", "MST")) {
            if (layout.startsWith(other, position)) {
                return other;
            }
        }
        return OFFSETS.stream()
                .filter(offset -> layout.startsWith(offset, position))
                .findFirst()
                .orElse("");
    }

    private static boolean isElement(String element, String layout, int position) {
        int end = position + element.length();
        return switch (element) {
            case "Jan", "Mon" -> end == layout.length() || layout.charAt(end) < 'a' || layout.charAt(end) > 'z';
            // The underscore of _2006 is text.
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

    private static String fraction(int nano, String element) {
        String digits = String.format(Locale.ROOT, "%09d", nano).substring(0, Math.min(9, element.length() - 1));
        String shown = element.charAt(1) == '9' ? digits.replaceFirst("0+$", "") : digits;
        return shown.isEmpty() ? "" : element.charAt(0) + shown;
    }

    private static String text(ZonedDateTime time, String element) {
        return switch (element) {
            case "MST" -> ZoneAbbreviations.of(time);
            case "pm" -> text(time, "PM").toLowerCase(Locale.ROOT);
            default ->
                ELEMENTS.containsKey(element)
                        ? ELEMENTS.get(element).format(time)
                        : offset(time.getOffset().getTotalSeconds(), element);
        };
    }

    /** Returns an offset in the format of an element such as {@code -07:00}. */
    static String offset(int seconds, String element) {
        if (seconds == 0 && element.startsWith("Z")) {
            return "Z";
        }
        // Go truncates to minutes before it determines the sign.
        String sign = seconds / 60 < 0 ? "-" : "+";
        int size = Math.abs(seconds);
        String all = String.format(Locale.ROOT, "%02d:%02d:%02d", size / 3600, size / 60 % 60, size % 60);
        int parts = element.replace(":", "").length() / 2;
        return sign
                + String.join(
                        element.contains(":") ? ":" : "",
                        Arrays.asList(all.split(":")).subList(0, parts));
    }
}
