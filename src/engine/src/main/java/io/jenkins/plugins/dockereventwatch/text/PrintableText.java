package io.jenkins.plugins.dockereventwatch.text;

import java.util.Locale;

/**
 * Text from outside made fit to be shown in a terminal, a log or a table: what would not be seen, or would change how
 * other text is seen (control characters, escape sequences, marks of direction), becomes its number, {@code \u001b}.
 */
public final class PrintableText {

    private PrintableText() {}

    /** The text, printable and in one line. */
    public static String of(String text) {
        StringBuilder shown = null;
        int length = text.length();
        for (int i = 0; i < length; ) {
            int c = text.codePointAt(i);
            int width = Character.charCount(c);
            if (isShown(c)) {
                if (shown != null) {
                    shown.appendCodePoint(c);
                }
            } else {
                if (shown == null) {
                    shown = new StringBuilder(length + 16).append(text, 0, i);
                }
                shown.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\u{%x}" : "\\u%04x", c));
            }
            i += width;
        }
        return shown == null ? text : shown.toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
