package io.jenkins.plugins.dockereventwatch.template.format;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;

/** Quotes strings in Go syntax like strconv.Quote. */
public final class Quoting {

    private Quoting() {}

    public static String quote(String text) {
        return quote(text, false);
    }

    public static String quote(String text, boolean asciiOnly) {
        BoundedText quoted = new BoundedText().append('"');
        text.codePoints().forEach(c -> append(quoted, c, '"', asciiOnly));
        return quoted.append('"').toString();
    }

    public static String character(int c, boolean asciiOnly) {
        BoundedText quoted = new BoundedText().append('\'');
        append(quoted, isSurrogate(c) ? 0xfffd : c, '\'', asciiOnly);
        return quoted.append('\'').toString();
    }

    static boolean isSurrogate(int c) {
        return c >= 0xd800 && c <= 0xdfff;
    }

    private static void append(BoundedText out, int c, char quote, boolean asciiOnly) {
        if (c == quote || c == '\\') {
            out.append('\\').append((char) c);
        } else if (asciiOnly ? c >= ' ' && c < 0x7f : isPrint(c)) {
            out.appendCodePoint(c);
        } else {
            out.append(escape(c));
        }
    }

    private static String escape(int c) {
        return switch (c) {
            case 7 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 0x0b -> "\\v";
            default -> {
                if (c < ' ' || c == 0x7f) {
                    yield String.format("\\x%02x", c);
                }
                yield c < 0x10000 ? String.format("\\u%04x", isSurrogate(c) ? 0xfffd : c) : String.format("\\U%08x", c);
            }
        };
    }

    /** Implements Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space. */
    public static boolean isPrint(int c) {
        return c == ' '
                || switch (Character.getType(c)) {
                    case Character.UNASSIGNED,
                            Character.CONTROL,
                            Character.FORMAT,
                            Character.PRIVATE_USE,
                            Character.SURROGATE,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }

    /** Returns whether the text can be written as a raw string literal in back quotes. */
    static boolean canBackquote(String text) {
        return text.codePoints()
                .noneMatch(c -> (c < ' ' && c != '\t') || c == '`' || c == 0x7f || c == 0xfeff || c == 0xfffd);
    }
}
