package io.jenkins.plugins.dockereventwatch.text;

/** Text that was made for a terminal, made fit for a mail or a page. */
public final class TerminalText {

    private static final int ESCAPE = 0x1b;
    private static final int BELL = 0x07;

    private final String line;
    private final StringBuilder plain = new StringBuilder();
    private int at;

    private TerminalText(String line) {
        this.line = line;
    }

    /**
     * What a terminal would show of a line at the end: without escape sequences (ECMA-48), other control characters and
     * changes of the text's direction; of what was overwritten ({@code 10%\r20%}) the last.
     */
    public static String plain(String line) {
        return new TerminalText(line).read();
    }

    private String read() {
        while (at < line.length()) {
            int c = line.codePointAt(at);
            at += Character.charCount(c);
            if (c == ESCAPE) {
                escapeSequence();
            } else if (c == 0x9b) {
                controlSequence();
            } else if (c == 0x90 || c == 0x98 || c >= 0x9d && c <= 0x9f) {
                controlString();
            } else if (c == '\r' && at < line.length()) {
                plain.setLength(0);
            } else if (c == '\t') {
                plain.append(' ');
            } else if (!Character.isISOControl(c) && !isHidden(c)) {
                plain.appendCodePoint(c);
            }
        }
        return plain.toString();
    }

    /** Line and paragraph separators, and what turns the direction of the text around it. */
    private static boolean isHidden(int c) {
        return c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f || c == 0x061c;
    }

    private void escapeSequence() {
        if (at == line.length()) {
            return;
        }
        char kind = line.charAt(at++);
        switch (kind) {
            case '[' -> controlSequence();
            case ']', 'P', 'X', '^', '_' -> controlString();
            default -> {
                if (kind >= 0x20 && kind <= 0x2f) {
                    skip(0x20, 0x2f);
                    at = Math.min(at + 1, line.length());
                }
            }
        }
    }

    /** Up to its final character; a sequence that is none ends before the character that breaks it. */
    private void controlSequence() {
        skip(0x20, 0x3f);
        if (at < line.length() && line.charAt(at) >= 0x40 && line.charAt(at) <= 0x7e) {
            at++;
        }
    }

    /** Up to BEL or ST, else up to the line's end. */
    private void controlString() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == BELL || c == 0x9c) {
                return;
            }
            if (c == ESCAPE && at < line.length() && line.charAt(at) == '\\') {
                at++;
                return;
            }
        }
    }

    private void skip(int from, int to) {
        while (at < line.length() && line.charAt(at) >= from && line.charAt(at) <= to) {
            at++;
        }
    }
}
