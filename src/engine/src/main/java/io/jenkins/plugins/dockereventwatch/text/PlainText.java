package io.jenkins.plugins.dockereventwatch.text;

/** Text of a host, made harmless for terminals, logs and mails. */
public final class PlainText {

    /** Characters that a name or a version may have. */
    private static final int LONGEST_WORD = 250;

    private PlainText() {}

    /** In one line without control characters and what turns the direction of writing, at most {@code most} characters. */
    public static String line(String text, int most) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(most + 1L).forEach(c -> line.appendCodePoint(isHarmless(c) ? c : ' '));
        String stripped = line.toString().strip();
        return stripped.length() <= most ? stripped : cut(stripped, most - 1) + "…";
    }

    private static String cut(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    /** Whether it can be the name of a package or a version: printable ASCII without blanks, brackets and quotes. */
    public static boolean isWord(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_WORD
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "()[]<>{}\"'`\\|&;$".indexOf(c) < 0);
    }
}
