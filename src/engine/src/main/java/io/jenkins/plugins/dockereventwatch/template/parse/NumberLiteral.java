package io.jenkins.plugins.dockereventwatch.template.parse;

import io.jenkins.plugins.dockereventwatch.template.format.Quoting;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import java.math.BigInteger;

/** Parses Go's number literals: decimal, hexadecimal, octal and binary, with underscores, and floats. */
final class NumberLiteral {

    private final Token token;
    private final String text;

    private NumberLiteral(Token token) {
        this.token = token;
        this.text = token.text();
    }

    /** Returns a {@code Long} or {@code Double}, the type that Go selects for an untyped constant. */
    static Object parse(Token token) {
        return new NumberLiteral(token).value();
    }

    private Object value() {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        if (!underscoresSeparate(digits)) {
            throw bad();
        }
        String plain = digits.replace("_", "");
        BigInteger whole = whole(plain);
        if (whole != null) {
            BigInteger value = negative ? whole.negate() : whole;
            if (value.bitLength() > 63) {
                throw new RenderFailure("the number " + text + " is too large", token.position());
            }
            return value.longValue();
        }
        return floating(plain, negative);
    }

    private static BigInteger whole(String digits) {
        int base = base(digits);
        String number = base == 10 ? digits : digits.substring(isLetterPrefix(digits) ? 2 : 1);
        boolean fits = !number.isEmpty() && number.chars().allMatch(c -> c < 0x80 && Character.digit(c, base) >= 0);
        return fits ? new BigInteger(number, base) : null;
    }

    private static int base(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 10;
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            case 'o', 'O', '_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> 8;
            default -> 10;
        };
    }

    private static boolean isLetterPrefix(String digits) {
        return digits.length() > 1 && Character.isLetter(digits.charAt(1));
    }

    private Object floating(String plain, boolean negative) {
        boolean hexadecimal = plain.startsWith("0x") || plain.startsWith("0X");
        String marks = hexadecimal ? ".pP" : ".eE";
        boolean hasMark = plain.chars().anyMatch(c -> marks.indexOf(c) >= 0);
        boolean badLetter = plain.chars().skip(hexadecimal ? 2 : 0).anyMatch(c -> !allowed(c, hexadecimal));
        if (!hasMark || badLetter) {
            throw bad();
        }
        try {
            double value = Double.parseDouble(plain);
            if (Double.isInfinite(value)) {
                throw new RenderFailure("the number " + text + " is too large", token.position());
            }
            return negative ? -value : value;
        } catch (NumberFormatException e) {
            throw bad();
        }
    }

    private static boolean allowed(int c, boolean hexadecimal) {
        return (c < 0x80 && Character.digit(c, hexadecimal ? 16 : 10) >= 0)
                || (hexadecimal ? ".pP+-" : ".eE+-").indexOf(c) >= 0;
    }

    private static boolean underscoresSeparate(String digits) {
        boolean prefixed = base(digits) != 10;
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) == '_') {
                boolean before = i > 0 && (isDigit(digits.charAt(i - 1)) || (prefixed && i == 2));
                if (!before || i + 1 == digits.length() || !isDigit(digits.charAt(i + 1))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private RenderFailure bad() {
        return new RenderFailure(
                "invalid number " + Quoting.quote(text)
                        + ": expected a number like 12, -3, 1.5, 1e6, 0x1f, 0o17, 0b101",
                token.position());
    }
}
