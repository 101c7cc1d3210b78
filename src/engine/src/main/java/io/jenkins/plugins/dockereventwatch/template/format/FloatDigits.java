package io.jenkins.plugins.dockereventwatch.template.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** The digits of a non-negative float64, as returned by strconv.FormatFloat. */
final class FloatDigits {

    private static final int SHORTEST = FormatFlags.ABSENT;
    private static final int MOST_DIGITS = 17;
    private static final int SHORTEST_G_DIGITS = 6;
    private static final int MANTISSA_BITS = 52;
    private static final int BIAS = 1023;

    private FloatDigits() {}

    static String format(double value, char format, int precision) {
        return switch (format) {
            case 'e' -> scientific(rounded(value, precision == SHORTEST ? SHORTEST : precision + 1), precision);
            case 'f' ->
                new BigDecimal(value)
                        .setScale(precision, RoundingMode.HALF_EVEN)
                        .toPlainString();
            case 'g' -> general(value, precision);
            case 'b' -> binary(value);
            case 'x' -> hexadecimal(value, precision);
            default -> format(value, Character.toLowerCase(format), precision).toUpperCase(Locale.ROOT);
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
        String unscaled = digits(rounded);
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

    private static String digits(BigDecimal value) {
        return value.signum() == 0
                ? "0"
                : value.stripTrailingZeros().unscaledValue().toString();
    }

    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    private static String scientific(BigDecimal value, int precision) {
        String digits = digits(value);
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
