package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import java.util.regex.Pattern;

/** White space as defined by Go, and therefore by BuildKit. */
final class GoSpace {
    /** The content of a character class, equivalent to {@code unicode.IsSpace}. */
    static final String CLASS = "\\t-\\r\\x85\\p{Z}";

    private static final Pattern LEADING = Pattern.compile("^[" + CLASS + "]++");
    private static final Pattern TRAILING = Pattern.compile("(?<![" + CLASS + "])[" + CLASS + "]++\\z");

    private GoSpace() {}

    static boolean isSpace(char c) {
        return c >= '\t' && c <= '\r' || c == '\u0085' || Character.isSpaceChar(c);
    }

    /** Removes trailing carriage returns. */
    static String withoutLineEnd(String line) {
        return line.replaceFirst("(?<!\r)\r++\\z", "");
    }

    static String trimLeft(String text) {
        return LEADING.matcher(text).replaceFirst("");
    }

    static String trim(String text) {
        return TRAILING.matcher(trimLeft(text)).replaceFirst("");
    }
}
