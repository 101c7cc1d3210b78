package io.jenkins.plugins.dockereventwatch.template.parse;

import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Parses Go's string and character literals like strconv.Unquote. */
final class Literals {

    private final Token token;
    private final String text;
    private final char quote;
    private int next = 1;
    private boolean isByte;

    private Literals(Token token) {
        this.token = token;
        this.text = token.text();
        this.quote = text.charAt(0);
    }

    static String string(Token token) {
        if (token.is(TokenType.RAW_STRING)) {
            return token.text().substring(1, token.text().length() - 1).replace("\r", "");
        }
        Literals literal = new Literals(token);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (literal.next < literal.text.length() - 1) {
            int c = literal.next();
            if (literal.isByte) {
                bytes.write(c);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static int character(Token token) {
        Literals literal = new Literals(token);
        if (token.text().length() < 3) {
            throw new RenderFailure("there must be one character between the quotes", token.position());
        }
        int c = literal.next();
        if (literal.next != token.text().length() - 1) {
            throw new RenderFailure(
                    "only one character is allowed between single quotes; a string has \" or `", token.position());
        }
        return c;
    }

    private int next() {
        int c = text.codePointAt(next);
        next += Character.charCount(c);
        isByte = false;
        return c == '\\' ? escape() : c;
    }

    private int escape() {
        char c = text.charAt(next++);
        return switch (c) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            case '\\' -> '\\';
            case 'x' -> rawByte(digits(2, 16));
            case 'u' -> codePoint(digits(4, 16));
            case 'U' -> codePoint(digits(8, 16));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> {
                if (c != quote) {
                    throw bad();
                }
                yield c;
            }
        };
    }

    private int octal() {
        next--;
        long value = digits(3, 8);
        if (value > 0xff) {
            throw bad();
        }
        return rawByte(value);
    }

    private int rawByte(long value) {
        isByte = true;
        return (int) value;
    }

    private int codePoint(long value) {
        if (value > Character.MAX_CODE_POINT || (value >= 0xd800 && value <= 0xdfff)) {
            throw bad();
        }
        return (int) value;
    }

    private long digits(int count, int base) {
        if (next + count > text.length() - 1) {
            throw bad();
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            char c = text.charAt(next++);
            int digit = c < 0x80 ? Character.digit(c, base) : -1;
            if (digit < 0) {
                throw bad();
            }
            value = value * base + digit;
        }
        return value;
    }

    private RenderFailure bad() {
        return new RenderFailure(
                "invalid escape in " + text + ": expected \\n \\t \\r \\\\ \\" + quote
                        + " \\a \\b \\f \\v \\xHH \\uHHHH \\UHHHHHHHH \\OOO",
                token.position());
    }
}
