package io.jenkins.plugins.dockereventwatch.template.parse;

import io.jenkins.plugins.dockereventwatch.template.format.Quoting;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses Go's number literals: decimal, hexadecimal, octal and binary, with underscores, and floats. */
final class NumberLiteral {

    private static final int[] BASES = {16, 2, 8, 10};
    private static final Pattern INTEGER =
            Pattern.compile("0[xX]([0-9a-fA-F]++)|0[bB]([01]++)|0[oO]?+([0-7]++)|(0|[1-9][0-9]*+)");
    private static final Pattern FLOAT =
            Pattern.compile("0[xX][0-9a-fA-F.]++[pP][+-]?+[0-9]++|(?=.*[.eE])[0-9.]++(?:[eE][+-]?+[0-9]++)?+");
    private static final Pattern BAD_UNDERSCORE = Pattern.compile("(?<![0-9a-fA-F]|^0[xXoO])_|_(?![0-9a-fA-F])");

    private NumberLiteral() {}

    /** Returns a {@code Long} or {@code Double}, the type that Go selects for an untyped constant. */
    static Object parse(Token token) {
        String text = token.text();
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        String plain = digits.replace("_", "");
        Matcher whole = INTEGER.matcher(plain);
        try {
            if (!BAD_UNDERSCORE.matcher(digits).find() && whole.matches()) {
                BigInteger value = value(whole);
                return (negative ? value.negate() : value).longValueExact();
            }
            if (!BAD_UNDERSCORE.matcher(digits).find() && FLOAT.matcher(plain).matches()) {
                double value = Double.parseDouble(plain);
                if (Double.isInfinite(value)) {
                    throw new ArithmeticException();
                }
                return negative ? -value : value;
            }
        } catch (ArithmeticException e) {
            throw new RenderFailure("the number " + text + " is too large", token.position());
        } catch (NumberFormatException e) {
            // such as 1.2.3
        }
        throw new RenderFailure(
                "invalid number " + Quoting.quote(text)
                        + ": expected a number like 12, -3, 1.5, 1e6, 0x1f, 0o17, 0b101",
                token.position());
    }

    private static BigInteger value(Matcher whole) {
        int group = 1;
        while (whole.group(group) == null) {
            group++;
        }
        return new BigInteger(whole.group(group), BASES[group - 1]);
    }
}
