package io.jenkins.plugins.dockereventwatch.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text from outside safe to show in a terminal, log, mail header, page or report. Unsafe are the characters that
 * end a line, are invisible, or change how the text around them is shown: control, format, private-use, unassigned and
 * unpaired surrogate characters, and the line and paragraph separators.
 */
public final class SafeText {

    private static final Pattern UNSAFE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
    private static final Pattern UNSAFE_IN_LINES = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");
    private static final Pattern UNSAFE_RUN = Pattern.compile(UNSAFE + "+");

    /** The control sequences, control strings and escape sequences of ECMA-48, in this order. */
    private static final Pattern TERMINAL_SEQUENCE = Pattern.compile("(?:\\x1b\\[|\\x9b)[\\x20-\\x3f]*+[\\x40-\\x7e]?"
            + "|(?:\\x1b[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])[\\s\\S]*?(?:\\x07|\\x9c|\\x1b\\\\|\\z)"
            + "|\\x1b[\\x20-\\x2f]*+[\\s\\S]?");

    private static final int LONGEST_WORD = 250;

    private SafeText() {}

    /** Replaces each run of unsafe characters with one blank. */
    public static String oneLine(String text) {
        return UNSAFE_RUN.matcher(text).replaceAll(" ");
    }

    /** Returns whether the text has no unsafe characters. */
    public static boolean isOneLine(String text) {
        return !UNSAFE.matcher(text).find();
    }

    /** Returns {@link #oneLine} without surrounding white space, shortened to a {@link #limit}. */
    public static String abbreviate(String text, int limit) {
        return limit(oneLine(text).strip(), limit);
    }

    /**
     * Shortens a text with an ellipsis if it is too long.
     *
     * @param limit the maximum number of characters including the ellipsis, at least 2
     */
    public static String limit(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }

    /** Replaces each unsafe character with its code, such as <code>&#92;u001b</code>, so that readers can identify it. */
    public static String escape(String text) {
        return UNSAFE.matcher(text).replaceAll(match -> {
            int c = match.group().codePointAt(0);
            return Matcher.quoteReplacement(String.format(Locale.ROOT, c > 0xFFFF ? "\\u{%x}" : "\\u%04x", c));
        });
    }

    /**
     * Replaces each unsafe character except line feeds and tabs with its code, as in a JSON string. JSON thus remains the
     * same JSON.
     */
    public static String lines(String text) {
        return UNSAFE_IN_LINES.matcher(text).replaceAll(match -> {
            StringBuilder codes = new StringBuilder();
            match.group().chars().forEach(c -> codes.append(String.format(Locale.ROOT, "\\u%04x", c)));
            return Matcher.quoteReplacement(codes.toString());
        });
    }

    /**
     * Converts a line of terminal output: removes escape sequences (ECMA-48) and unsafe characters, replaces tabs with
     * blanks, and keeps only the last text of a line that is overwritten ({@code 10%\r20%}).
     */
    public static String terminalLine(String line) {
        String text = TERMINAL_SEQUENCE.matcher(line).replaceAll("").replace('\t', ' ');
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\r') {
            end--;
        }
        String shown = text.substring(text.lastIndexOf('\r', end - 1) + 1, end);
        return UNSAFE.matcher(shown).replaceAll("");
    }

    /**
     * Returns whether the text is one word, as the name or version of a package: 1 to 250 printable ASCII characters
     * without blanks, brackets, quotes and shell operators.
     */
    public static boolean isWord(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_WORD
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "()[]<>{}\"'`\\|&;$".indexOf(c) < 0);
    }
}
