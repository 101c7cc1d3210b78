package io.jenkins.plugins.dockereventwatch.template.parse;

import io.jenkins.plugins.dockereventwatch.template.format.Quoting;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses Go's literals: strings and characters like strconv.Unquote, and numbers. */
final class Literals {
    /** One character of a literal: an escaped one, a byte, a code point, or itself. */
    private static final Pattern CHARACTER = Pattern.compile("\\\\(?:([abfnrtv\\\\'\"])|x([0-9a-fA-F]{2})|([0-7]{3})"
            + "|[uU]((?<=u)[0-9a-fA-F]{4}|(?<=U)[0-9a-fA-F]{8}))|[^\\\\]");

    private static final String ESCAPES = "abfnrtv\\'\"";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\'\"";

    private static final int[] BASES = {16, 2, 8, 10};
    private static final Pattern INTEGER =
            Pattern.compile("0[xX]([0-9a-fA-F]++)|0[bB]([01]++)|0[oO]?+([0-7]++)|(0|[1-9][0-9]*+)");
    private static final Pattern FLOAT =
            Pattern.compile("0[xX][0-9a-fA-F.]++[pP][+-]?+[0-9]++|(?=.*[.eE])[0-9.]++(?:[eE][+-]?+[0-9]++)?+");
    private static final Pattern BAD_UNDERSCORE = Pattern.compile("(?<![0-9a-fA-F]|^0[xXoO])_|_(?![0-9a-fA-F])");

    private Literals() {}

    static String string(Token token) {
        int end = token.text().length() - 1;
        if (token.is(TokenType.RAW_STRING)) {
            return token.text().substring(1, end).replace("\r", "");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher matcher = CHARACTER.matcher(token.text());
        for (int position = 1; position < end; position = matcher.end()) {
            int c = character(token, matcher.region(position, end));
            if (matcher.group(2) != null || matcher.group(3) != null) {
                bytes.write(c);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static int character(Token token) {
        int end = token.text().length() - 1;
        if (end < 2) {
            throw new RenderFailure("there must be one character between the quotes", token.position());
        }
        Matcher matcher = CHARACTER.matcher(token.text()).region(1, end);
        int c = character(token, matcher);
        if (matcher.end() != end) {
            throw new RenderFailure(
                    "only one character is allowed between single quotes; a string has \" or `", token.position());
        }
        return c;
    }

    private static int character(Token token, Matcher matcher) {
        char quote = token.text().charAt(0);
        if (matcher.lookingAt()) {
            String simple = matcher.group(1);
            if (simple != null && (simple.charAt(0) == quote || "'\"".indexOf(simple) < 0)) {
                return ESCAPED.charAt(ESCAPES.indexOf(simple));
            }
            int code = matcher.group(4) == null ? 0 : Integer.parseUnsignedInt(matcher.group(4), 16);
            int octal = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3), 8);
            boolean valid = Character.isValidCodePoint(code) && Character.getType(code) != Character.SURROGATE;
            if (simple == null && valid && octal <= 0xff) {
                return matcher.group(2) != null
                        ? Integer.parseInt(matcher.group(2), 16)
                        : matcher.group().startsWith("\\")
                                ? code + octal
                                : matcher.group().codePointAt(0);
            }
        }
        throw new RenderFailure(
                "invalid escape in " + token.text() + ": expected \\n \\t \\r \\\\ \\" + quote
                        + " \\a \\b \\f \\v \\xHH \\uHHHH \\UHHHHHHHH \\OOO",
                token.position());
    }

    /** Returns a {@code Long} or {@code Double}, the type that Go selects for an untyped constant. */
    static Object number(Token token) {
        String text = token.text();
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        String plain = BAD_UNDERSCORE.matcher(digits).find() ? "" : digits.replace("_", "");
        Matcher whole = INTEGER.matcher(plain);
        try {
            if (whole.matches()) {
                BigInteger value = value(whole);
                return (negative ? value.negate() : value).longValueExact();
            }
            if (FLOAT.matcher(plain).matches()) {
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
