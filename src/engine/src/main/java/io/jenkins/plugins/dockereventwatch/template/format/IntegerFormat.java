package io.jenkins.plugins.dockereventwatch.template.format;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import java.util.Locale;

/** Formats integers with the verbs d, v, b, o, O, x, X, c, q and U. */
final class IntegerFormat {

    private IntegerFormat() {}

    /** Writes the value. Returns false if the verb does not apply to integers. */
    static boolean write(BoundedText out, FormatFlags flags, long value, int verb, boolean unsigned) {
        switch (verb) {
            case 'v' -> {
                boolean asSource = flags.sharpV && unsigned;
                number(out, flags, asSource ? "0x" : "", digits(value, asSource ? 16 : 10), value < 0);
            }
            case 'd' -> number(out, flags, "", digits(value, 10), value < 0);
            case 'b' -> number(out, flags, flags.sharp ? "0b" : "", digits(value, 2), value < 0);
            case 'o' -> number(out, flags, flags.sharp ? "0" : "", digits(value, 8), value < 0);
            case 'O' -> number(out, flags, flags.sharp ? "0o0" : "0o", digits(value, 8), value < 0);
            case 'x' -> number(out, flags, flags.sharp ? "0x" : "", digits(value, 16), value < 0);
            case 'X' ->
                number(out, flags, flags.sharp ? "0X" : "", digits(value, 16).toUpperCase(Locale.ROOT), value < 0);
            case 'c' -> flags.pad(out, Character.toString(codePoint(value)), flags.zero);
            case 'q' -> flags.pad(out, Quoting.character(codePoint(value), flags.plus), flags.zero);
            case 'U' -> flags.pad(out, unicode(flags, value), false);
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

    private static void number(BoundedText out, FormatFlags flags, String prefix, String digits, boolean negative) {
        boolean hasPrecision = flags.precision != FormatFlags.ABSENT;
        String sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
        int least = 0;
        if (hasPrecision) {
            least = flags.precision;
            if (least == 0 && digits.equals("0")) {
                flags.pad(out, "", false);
                return;
            }
        } else if (flags.zero && flags.width != FormatFlags.ABSENT) {
            least = flags.width - sign.length();
        }
        String zeros = "0".repeat(Math.max(0, least - digits.length()));
        String body = zeros + digits;
        boolean hasZero = prefix.endsWith("0") && body.startsWith("0");
        String shownPrefix = hasZero ? prefix.substring(0, prefix.length() - 1) : prefix;
        flags.pad(out, sign + shownPrefix + body, false);
    }

    private static int codePoint(long value) {
        boolean valid = value >= 0 && value <= Character.MAX_CODE_POINT && !Quoting.isSurrogate((int) value);
        return valid ? (int) value : 0xfffd;
    }

    private static String unicode(FormatFlags flags, long value) {
        String hex = Long.toHexString(value).toUpperCase(Locale.ROOT);
        String zeros = "0".repeat(Math.max(0, Math.max(4, flags.precision) - hex.length()));
        boolean shows = flags.sharp && value >= 0 && value <= Character.MAX_CODE_POINT && Quoting.isPrint((int) value);
        return "U+" + zeros + hex + (shows ? " '" + Character.toString((int) value) + "'" : "");
    }
}
