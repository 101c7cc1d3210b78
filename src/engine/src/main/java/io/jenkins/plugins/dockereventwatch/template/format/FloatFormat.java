package io.jenkins.plugins.dockereventwatch.template.format;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import java.util.Locale;

/** Formats float64 values with the verbs e, E, f, F, g, G, v, b, x and X. */
final class FloatFormat {

    private static final int DEFAULT_PRECISION = 6;

    private FloatFormat() {}

    /** Writes the value. Returns false if the verb does not apply to floats. */
    static boolean write(BoundedText out, FormatFlags flags, double value, int verb) {
        char format = verb == 'v' ? 'g' : verb == 'F' ? 'f' : (char) verb;
        if (verb > 'z' || "bgGxXfeE".indexOf(format) < 0) {
            return false;
        }
        int precision = flags.precision;
        if (precision == FormatFlags.ABSENT && "feE".indexOf(format) >= 0) {
            precision = DEFAULT_PRECISION;
        }
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        String sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            flags.pad(out, Double.isNaN(value) ? "NaN" : (sign.isEmpty() ? "+" : sign) + "Inf", false);
            return true;
        }
        String digits = FloatDigits.format(Math.abs(value), format, precision);
        if (flags.sharp && format != 'b') {
            digits = withPoint(digits, format, precision);
        }
        pad(out, flags, sign, digits);
        return true;
    }

    private static void pad(BoundedText out, FormatFlags flags, String sign, String digits) {
        int missing = flags.width - sign.length() - digits.length();
        if (flags.zero && missing > 0) {
            out.append(sign).append("0".repeat(missing)).append(digits);
        } else {
            flags.pad(out, sign + digits, false);
        }
    }

    /** Applies the flag #: adds a decimal point, and keeps the trailing zeros for g. */
    private static String withPoint(String number, char format, int precision) {
        boolean hexadecimal = format == 'x' || format == 'X';
        int exponent = indexOfAny(number.toLowerCase(Locale.ROOT), hexadecimal ? 'p' : 'e');
        String body = number.substring(0, exponent);
        int wanted = 0;
        if ("gGx".indexOf(format) >= 0) {
            wanted = precision == FormatFlags.ABSENT ? DEFAULT_PRECISION : precision;
        }
        boolean sawNonzero = false;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            sawNonzero |= c != '0' && c != '.';
            wanted -= sawNonzero && c != '.' ? 1 : 0;
        }
        String point = "";
        if (body.indexOf('.') < 0) {
            wanted -= body.equals("0") ? 1 : 0;
            point = ".";
        }
        return body + point + "0".repeat(Math.max(0, wanted)) + number.substring(exponent);
    }

    private static int indexOfAny(String text, char c) {
        int index = text.indexOf(c);
        return index < 0 ? text.length() : index;
    }
}
