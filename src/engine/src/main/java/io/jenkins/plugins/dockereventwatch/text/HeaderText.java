package io.jenkins.plugins.dockereventwatch.text;

/** Text made fit to stand in one line: of a mail's head, of a table, of the log. */
public final class HeaderText {

    private HeaderText() {}

    /** Line breaks and other control characters become blanks. */
    public static String oneLine(String text) {
        StringBuilder line = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                if (line == null) {
                    line = new StringBuilder(text);
                }
                line.setCharAt(i, ' ');
            }
        }
        return line == null ? text : line.toString();
    }

    /** Whether it would not stay in one line as it is. */
    public static boolean hasLineBreak(String text) {
        return !oneLine(text).equals(text);
    }

    /** In one line, and cut to at most {@code length} characters, with an ellipsis where it was longer. */
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return oneLine(text);
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return oneLine(text.substring(0, end)) + "…";
    }
}
