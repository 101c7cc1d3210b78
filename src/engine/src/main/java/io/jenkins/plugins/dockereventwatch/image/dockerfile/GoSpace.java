package io.jenkins.plugins.dockereventwatch.image.dockerfile;

/** White space as defined by Go, and therefore by BuildKit. */
final class GoSpace {

    private GoSpace() {}

    /** Equivalent of {@code unicode.IsSpace}. */
    static boolean isSpace(char c) {
        return c >= '\t' && c <= '\r'
                || c == ' '
                || c == '\u0085'
                || c == '\u00A0'
                || c > 0x7F && Character.isSpaceChar(c);
    }

    /** Returns whether the character separates the keyword of an instruction from its arguments. */
    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u000B' || c == '\f' || c == '\r';
    }

    /** Removes trailing carriage returns. */
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
