package io.jenkins.plugins.dockereventwatch.template.format;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import io.jenkins.plugins.dockereventwatch.template.value.GoByte;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.util.List;

/** Implements {@code printf}, {@code print} and {@code println} like Go's fmt. */
public final class Printf {

    /** The maximum width and precision in Go. */
    private static final int LARGEST = 1_000_000;

    private final String format;
    private final List<Object> arguments;
    private final BoundedText out = new BoundedText();
    private int position;
    private int argument;
    private boolean reordered;
    private boolean goodIndex;
    private boolean afterIndex;

    private Printf(String format, List<Object> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    public static String format(String format, List<Object> arguments) {
        return new Printf(format, arguments).run();
    }

    /** Returns the values, with a space between two values if neither is a string. */
    public static String print(List<Object> values) {
        BoundedText out = new BoundedText();
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (i > 0 && !(value instanceof String) && !(values.get(i - 1) instanceof String)) {
                out.append(' ');
            }
            new ValueFormat(out, new FormatFlags()).argument(value, 'v');
        }
        return out.toString();
    }

    public static String println(List<Object> values) {
        BoundedText out = new BoundedText();
        for (int i = 0; i < values.size(); i++) {
            out.append(i > 0 ? " " : "");
            new ValueFormat(out, new FormatFlags()).argument(values.get(i), 'v');
        }
        return out.append('\n').toString();
    }

    private String run() {
        while (position < format.length()) {
            int percent = format.indexOf('%', position);
            if (percent < 0) {
                out.append(format.substring(position));
                break;
            }
            out.append(format.substring(position, percent));
            position = percent + 1;
            verb();
        }
        if (!reordered && argument < arguments.size()) {
            extra();
        }
        return out.toString();
    }

    private void verb() {
        FormatFlags flags = flags();
        goodIndex = true;
        afterIndex = false;
        index();
        width(flags);
        precision(flags);
        if (!afterIndex) {
            index();
        }
        if (position >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(position);
        position += Character.charCount(verb);
        if (verb == '%') {
            out.append('%');
        } else if (!goodIndex) {
            out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
        } else if (argument >= arguments.size()) {
            out.append("%!").appendCodePoint(verb).append("(MISSING)");
        } else {
            if (verb == 'v') {
                flags.forDefaultVerb();
            }
            new ValueFormat(out, flags).argument(arguments.get(argument++), verb);
        }
    }

    private FormatFlags flags() {
        FormatFlags flags = new FormatFlags();
        for (; position < format.length(); position++) {
            switch (format.charAt(position)) {
                case '#' -> flags.sharp = true;
                case '0' -> flags.zero = !flags.minus;
                case '+' -> flags.plus = true;
                case '-' -> {
                    flags.minus = true;
                    flags.zero = false;
                }
                case ' ' -> flags.space = true;
                default -> {
                    return flags;
                }
            }
        }
        return flags;
    }

    private boolean standsAt(char c) {
        return position < format.length() && format.charAt(position) == c;
    }

    private void width(FormatFlags flags) {
        if (!standsAt('*')) {
            flags.width = number();
            if (afterIndex && flags.width != FormatFlags.ABSENT) {
                goodIndex = false;
            }
            return;
        }
        position++;
        Integer width = fromArgument();
        if (width == null) {
            out.append("%!(BADWIDTH)");
        } else {
            flags.width = Math.abs(width);
            if (width < 0) {
                flags.minus = true;
                flags.zero = false;
            }
        }
        afterIndex = false;
    }

    private void precision(FormatFlags flags) {
        if (!standsAt('.') || position + 1 >= format.length()) {
            return;
        }
        position++;
        if (afterIndex) {
            goodIndex = false;
        }
        index();
        if (standsAt('*')) {
            position++;
            Integer precision = fromArgument();
            if (precision == null || precision < 0) {
                out.append("%!(BADPREC)");
            } else {
                flags.precision = precision;
            }
            afterIndex = false;
        } else {
            flags.precision = Math.max(0, number());
        }
    }

    /** Parses the number at the current position. As in Go, a number that is too large ends the format. */
    private int number() {
        int number = 0;
        boolean any = false;
        for (; position < format.length() && isDigit(format.charAt(position)); position++) {
            if (number > LARGEST) {
                position = format.length();
                return FormatFlags.ABSENT;
            }
            number = number * 10 + format.charAt(position) - '0';
            any = true;
        }
        return any ? number : FormatFlags.ABSENT;
    }

    private Integer fromArgument() {
        if (argument >= arguments.size()) {
            return null;
        }
        Object value = arguments.get(argument++);
        long number =
                value instanceof Long whole ? whole : value instanceof GoByte small ? small.value() : LARGEST + 1L;
        return number > LARGEST || number < -LARGEST ? null : Integer.valueOf((int) number);
    }

    /** Parses {@code [n]}, the index of the next argument. */
    private void index() {
        afterIndex = false;
        if (!standsAt('[')) {
            return;
        }
        reordered = true;
        int close = format.indexOf(']', position);
        String number = close < 0 ? "" : format.substring(position + 1, close);
        position = close < 0 ? position + 1 : close + 1;
        afterIndex = number.matches("[0-9]{1,9}");
        int index = afterIndex ? Integer.parseInt(number) : 0;
        if (index >= 1 && index <= arguments.size()) {
            argument = index - 1;
        } else {
            goodIndex = false;
        }
    }

    private void extra() {
        out.append("%!(EXTRA ");
        for (int i = argument; i < arguments.size(); i++) {
            out.append(i > argument ? ", " : "");
            Object value = arguments.get(i);
            if (Values.isNothing(value)) {
                out.append("<nil>");
            } else {
                out.append(Values.type(value)).append('=');
                new ValueFormat(out, new FormatFlags()).argument(value, 'v');
            }
        }
        out.append(')');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
