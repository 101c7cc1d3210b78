package io.jenkins.plugins.dockereventwatch.template.format;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Formats float64 values with the verbs e, E, f, F, g, G, v, b, x and X. */
final class FloatFormat {

    private static final int DEFAULT_PRECISION = 6;

    private static final int SHORTEST = FormatFlags.ABSENT;
    private static final int MOST_DIGITS = 17;
    private static final int SHORTEST_G_DIGITS = 6;
    private static final int MANTISSA_BITS = 52;
    private static final int BIAS = 1023;

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
        String digits = digits(Math.abs(value), format, precision);
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

    private static String digits(double value, char format, int precision) {
        return switch (format) {
            case 'e' -> scientific(rounded(value, precision == SHORTEST ? SHORTEST : precision + 1), precision);
            case 'f' ->
                new BigDecimal(value)
                        .setScale(precision, RoundingMode.HALF_EVEN)
                        .toPlainString();
            case 'g' -> general(value, precision);
            case 'b' -> binary(value);
            case 'x' -> hexadecimal(value, precision);
            default -> digits(value, Character.toLowerCase(format), precision).toUpperCase(Locale.ROOT);
        };
    }

    private static BigDecimal rounded(double value, int digits) {
        return digits == SHORTEST ? shortest(value) : new BigDecimal(value).round(context(digits));
    }

    private static MathContext context(int digits) {
        return new MathContext(digits, RoundingMode.HALF_EVEN);
    }

    /** Returns the shortest decimal that parses to the same value; the nearest one if there are several. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal nearest = exact.round(context(digits));
            if (nearest.doubleValue() == value) {
                return nearest;
            }
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
            if (above.doubleValue() == value) {
                return above;
            }
        }
        return exact.round(context(MOST_DIGITS));
    }

    private static String general(double value, int precision) {
        int digits = precision == 0 ? 1 : precision;
        BigDecimal rounded = rounded(value, digits);
        String unscaled = significantDigits(rounded);
        int exponent = value == 0 ? 0 : exponent(rounded);
        int least = digits;
        if (digits > unscaled.length() && unscaled.length() >= exponent + 1) {
            least = unscaled.length();
        }
        if (digits == SHORTEST) {
            least = SHORTEST_G_DIGITS;
        }
        if (exponent < -4 || exponent >= least) {
            return scientific(rounded, unscaled.length() - 1);
        }
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String significantDigits(BigDecimal value) {
        return value.signum() == 0
                ? "0"
                : value.stripTrailingZeros().unscaledValue().toString();
    }

    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    private static String scientific(BigDecimal value, int precision) {
        String digits = significantDigits(value);
        int exponent = value.signum() == 0 ? 0 : exponent(value);
        int wanted = precision == SHORTEST ? digits.length() - 1 : precision;
        String fraction = digits.substring(1) + "0".repeat(Math.max(0, wanted - digits.length() + 1));
        return digits.charAt(0) + (fraction.isEmpty() ? "" : "." + fraction) + "e" + exponentText(exponent);
    }

    private static String exponentText(int exponent) {
        int size = Math.abs(exponent);
        return (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
    }

    private static String binary(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >> MANTISSA_BITS);
        long mantissa = bits & ((1L << MANTISSA_BITS) - 1);
        mantissa |= exponent == 0 ? 0 : 1L << MANTISSA_BITS;
        int scale = Math.max(1, exponent) - BIAS - MANTISSA_BITS;
        return mantissa + "p" + (scale < 0 ? "" : "+") + scale;
    }

    private static String hexadecimal(double value, int precision) {
        if (value == 0) {
            return "0x0" + (precision > 0 ? "." + "0".repeat(precision) : "") + "p+00";
        }
        int exponent = value < Double.MIN_NORMAL ? Math.getExponent(value * 0x1p64) - 64 : Math.getExponent(value);
        double mantissa = Math.scalb(value, -exponent);
        if (precision != SHORTEST && precision * 4 < MANTISSA_BITS) {
            mantissa = Math.scalb(Math.rint(Math.scalb(mantissa, precision * 4)), -precision * 4);
            exponent += Math.getExponent(mantissa);
        }
        String hex = String.format("%013x", Double.doubleToRawLongBits(mantissa) & ((1L << MANTISSA_BITS) - 1));
        hex = precision == SHORTEST
                ? hex.replaceAll("0+$", "")
                : hex.substring(0, Math.min(precision, hex.length()))
                        + "0".repeat(Math.max(0, precision - hex.length()));
        return "0x1" + (hex.isEmpty() ? "" : "." + hex) + "p" + exponentText(exponent);
    }
}
