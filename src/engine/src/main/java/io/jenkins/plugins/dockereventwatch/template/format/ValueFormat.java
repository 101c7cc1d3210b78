package io.jenkins.plugins.dockereventwatch.template.format;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import io.jenkins.plugins.dockereventwatch.template.value.GoByte;
import io.jenkins.plugins.dockereventwatch.template.value.Limits;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formats a value with a verb like Go's fmt. */
final class ValueFormat {

    private final BoundedText out;
    private final FormatFlags flags;

    ValueFormat(BoundedText out, FormatFlags flags) {
        this.out = out;
        this.flags = flags;
    }

    /** Writes an argument of a print function. */
    void argument(Object value, int verb) {
        if (Values.isNothing(value)) {
            if (verb == 'T' || verb == 'v') {
                pad("<nil>", flags.zero);
            } else {
                out.append("%!").appendCodePoint(verb).append("(<nil>)");
            }
        } else if (verb == 'T') {
            plain(Values.type(value));
        } else {
            value(value, verb, 0);
        }
    }

    private void value(Object raw, int verb, int depth) {
        if (depth > Limits.VALUE_DEPTH) {
            throw new RenderFailure("a value is nested deeper than " + Limits.VALUE_DEPTH + " levels");
        }
        Object value = Values.normal(raw);
        if (Values.isNothing(value)) {
            out.append(flags.sharpV ? "interface {}(nil)" : "<nil>");
        } else if (value instanceof Map<?, ?> map) {
            map(map, verb, depth);
        } else if (value instanceof List<?> list) {
            list(list, verb, depth);
        } else if (!scalar(value, verb)) {
            bad(value, verb);
        }
    }

    private boolean scalar(Object value, int verb) {
        if (value instanceof Boolean truth) {
            if (verb != 't' && verb != 'v') {
                return false;
            }
            pad(truth.toString(), flags.zero);
            return true;
        }
        if (value instanceof Long number) {
            return integer(number, verb, false);
        }
        if (value instanceof GoByte number) {
            return integer(number.value(), verb, true);
        }
        if (value instanceof Double number) {
            return FloatFormat.write(out, flags, number, verb);
        }
        return text(value.toString(), verb);
    }

    private void bad(Object value, int verb) {
        out.append("%!")
                .appendCodePoint(verb)
                .append('(')
                .append(Values.type(value))
                .append('=');
        scalar(value, 'v');
        out.append(')');
    }

    private void map(Map<?, ?> map, int verb, int depth) {
        if (verb == 'p') {
            out.append("%!p(map)");
            return;
        }
        out.append(flags.sharpV ? Values.type(map) + "{" : "map[");
        boolean follows = false;
        for (String key : Values.sortedKeys(map)) {
            out.append(follows ? separator() : "");
            follows = true;
            value(key, verb, depth + 1);
            out.append(':');
            value(map.get(key), verb, depth + 1);
        }
        out.append(flags.sharpV ? '}' : ']');
    }

    private void list(List<?> list, int verb, int depth) {
        if (verb == 'p') {
            out.append("%!p(list)");
            return;
        }
        out.append(flags.sharpV ? Values.type(list) + "{" : "[");
        boolean follows = false;
        for (Object item : list) {
            out.append(follows ? separator() : "");
            follows = true;
            value(item, verb, depth + 1);
        }
        out.append(flags.sharpV ? '}' : ']');
    }

    private String separator() {
        return flags.sharpV ? ", " : " ";
    }

    /** Writes an integer. Returns false if the verb does not apply. */
    private boolean integer(long value, int verb, boolean unsigned) {
        switch (verb) {
            case 'v' -> {
                boolean asSource = flags.sharpV && unsigned;
                number(asSource ? "0x" : "", digits(value, asSource ? 16 : 10), value < 0);
            }
            case 'd' -> number("", digits(value, 10), value < 0);
            case 'b' -> number(flags.sharp ? "0b" : "", digits(value, 2), value < 0);
            case 'o' -> number(flags.sharp ? "0" : "", digits(value, 8), value < 0);
            case 'O' -> number(flags.sharp ? "0o0" : "0o", digits(value, 8), value < 0);
            case 'x' -> number(flags.sharp ? "0x" : "", digits(value, 16), value < 0);
            case 'X' -> number(flags.sharp ? "0X" : "", digits(value, 16).toUpperCase(Locale.ROOT), value < 0);
            case 'c' -> pad(Character.toString(codePoint(value)), flags.zero);
            case 'q' -> pad(Quoting.character(codePoint(value), flags.plus), flags.zero);
            case 'U' -> pad(unicode(value), false);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String digits(long value, int base) {
        String digits = Long.toString(value, base);
        return value < 0 ? digits.substring(1) : digits;
    }

    private void number(String prefix, String digits, boolean negative) {
        boolean hasPrecision = flags.precision != FormatFlags.ABSENT;
        String sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
        int least = 0;
        if (hasPrecision) {
            least = flags.precision;
            if (least == 0 && digits.equals("0")) {
                pad("", false);
                return;
            }
        } else if (flags.zero && flags.width != FormatFlags.ABSENT) {
            least = flags.width - sign.length();
        }
        String zeros = "0".repeat(Math.max(0, least - digits.length()));
        String body = zeros + digits;
        boolean hasZero = prefix.endsWith("0") && body.startsWith("0");
        String shownPrefix = hasZero ? prefix.substring(0, prefix.length() - 1) : prefix;
        pad(sign + shownPrefix + body, false);
    }

    private static int codePoint(long value) {
        boolean valid = value >= 0 && value <= Character.MAX_CODE_POINT && !Quoting.isSurrogate((int) value);
        return valid ? (int) value : 0xfffd;
    }

    private String unicode(long value) {
        String hex = Long.toHexString(value).toUpperCase(Locale.ROOT);
        String zeros = "0".repeat(Math.max(0, Math.max(4, flags.precision) - hex.length()));
        boolean shows = flags.sharp && value >= 0 && value <= Character.MAX_CODE_POINT && Quoting.isPrint((int) value);
        return "U+" + zeros + hex + (shows ? " '" + Character.toString((int) value) + "'" : "");
    }

    /** Writes a string. Returns false if the verb does not apply. */
    private boolean text(String text, int verb) {
        switch (verb) {
            case 'v' -> {
                if (flags.sharpV) {
                    quoted(text);
                } else {
                    plain(text);
                }
            }
            case 's' -> plain(text);
            case 'q' -> quoted(text);
            case 'x' -> hexadecimal(text, HexFormat.of(), "0x");
            case 'X' -> hexadecimal(text, HexFormat.of().withUpperCase(), "0X");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void plain(String text) {
        pad(truncated(text), flags.zero);
    }

    private String truncated(String text) {
        if (flags.precision == FormatFlags.ABSENT || text.codePointCount(0, text.length()) <= flags.precision) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, flags.precision));
    }

    private void quoted(String text) {
        String shown = truncated(text);
        boolean raw = flags.sharp && Quoting.canBackquote(shown);
        pad(raw ? "`" + shown + "`" : Quoting.quote(shown, flags.plus), flags.zero);
    }

    private void hexadecimal(String text, HexFormat digits, String prefix) {
        byte[] bytes = Values.bytes(text);
        int length = flags.precision == FormatFlags.ABSENT ? bytes.length : Math.min(flags.precision, bytes.length);
        BoundedText hex = new BoundedText();
        for (int i = 0; i < length; i++) {
            hex.append(flags.space && i > 0 ? " " : "");
            hex.append(flags.sharp && (i == 0 || flags.space) ? prefix : "");
            hex.append(digits.toHexDigits(bytes[i]));
        }
        pad(hex.toString(), flags.zero);
    }

    private void pad(String text, boolean zeros) {
        flags.pad(out, text, zeros);
    }
}
