package io.jenkins.plugins.dockereventwatch.update.version;

/** Numbers of any length in texts. */
public final class Digits {

    private Digits() {}

    public static boolean is(char c) {
        return c >= '0' && c <= '9';
    }

    public static boolean all(String text) {
        return end(text, 0) == text.length() && !text.isEmpty();
    }

    /** The end of the digits that begin at {@code from}, at most the length of the text. */
    public static int end(String text, int from) {
        int end = Math.min(from, text.length());
        while (end < text.length() && is(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Removes leading zeros but the last. The empty string becomes {@code 0}. */
    public static String withoutLeadingZeros(String digits) {
        return digits.isEmpty() ? "0" : digits.replaceFirst("^0+(?=[0-9])", "");
    }

    /** Compares by value. The empty string is zero. */
    static int compare(String one, String other) {
        String a = withoutLeadingZeros(one);
        String b = withoutLeadingZeros(other);
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : Integer.signum(a.compareTo(b));
    }
}
