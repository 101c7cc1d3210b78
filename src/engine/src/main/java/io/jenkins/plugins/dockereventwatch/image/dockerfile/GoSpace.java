package io.jenkins.plugins.dockereventwatch.image.dockerfile;

/** What Go, and so BuildKit, takes for white space. */
final class GoSpace {

    private GoSpace() {}

    /** {@code unicode.IsSpace}. */
    static boolean isSpace(char c) {
        return c >= '\t' && c <= '\r'
                || c == ' '
                || c == '\u0085'
                || c == '\u00A0'
                || c > 0x7F && Character.isSpaceChar(c);
    }

    /** What parts an instruction from what follows it. */
    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u000B' || c == '\f' || c == '\r';
    }

    /** A line without what ends it where lines end in CR and LF. */
    static String withoutLineEnd(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        return line.substring(0, end);
    }

    static String trimLeft(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    static String trim(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return trimLeft(text.substring(0, end));
    }
}
