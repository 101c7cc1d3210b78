package io.jenkins.plugins.dockereventwatch.template.time;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formats times with Go's reference time {@code Mon Jan 2 15:04:05 MST 2006}.
 *
 * @see <a href="https://pkg.go.dev/time#Layout">Layout</a>
 */
public final class GoTimeLayout {

    private static final Pattern ELEMENT = Pattern.compile("[.,](?:0++|9++)(?![0-9])|January|Jan(?![a-z])|Monday"
            + "|Mon(?![a-z])|002|0[1-6]|15?|2006|2|_2(?!006)|__2|[345]|PM|pm|MST|[-Z]07(?:0000|:00:00|00|:00)?");

    private static final Map<String, DateTimeFormatter> FORMATTERS = Stream.of(
                    ("January=MMMM Jan=MMM Monday=EEEE Mon=EEE 002=DDD 01=MM 02=dd 03=hh 04=mm 05=ss 06=uu 15=HH"
                                    + " 1=M 2006=uuuu 2=d _2=ppd __2=pppD 3=h 4=m 5=s PM=a")
                            .split(" "))
            .map(pair -> pair.split("="))
            .collect(Collectors.toUnmodifiableMap(
                    pair -> pair[0], pair -> DateTimeFormatter.ofPattern(pair[1], Locale.ENGLISH)));

    private GoTimeLayout() {}

    /**
     * Formats a time.
     *
     * @param layout any text; text that is not an element of Go's reference time is copied
     */
    public static String format(ZonedDateTime time, String layout) {
        return new BoundedText()
                .append(ELEMENT.matcher(layout)
                        .replaceAll(element -> Matcher.quoteReplacement(text(time, element.group()))))
                .toString();
    }

    private static String text(ZonedDateTime time, String element) {
        return switch (element.charAt(0)) {
            case '.', ',' -> fraction(time.getNano(), element);
            case '-', 'Z' -> offset(time.getOffset().getTotalSeconds(), element);
            case 'p' -> text(time, "PM").toLowerCase(Locale.ROOT);
            default ->
                element.equals("MST")
                        ? ZoneAbbreviations.of(time)
                        : FORMATTERS.get(element).format(time);
        };
    }

    private static String fraction(int nano, String element) {
        String digits = String.format(Locale.ROOT, "%09d", nano).substring(0, Math.min(9, element.length() - 1));
        String shown = element.charAt(1) == '9' ? digits.replaceFirst("0+$", "") : digits;
        return shown.isEmpty() ? "" : element.charAt(0) + shown;
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
