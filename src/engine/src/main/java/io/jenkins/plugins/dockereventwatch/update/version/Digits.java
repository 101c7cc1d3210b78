package io.jenkins.plugins.dockereventwatch.update.version;

/** Numbers of any length, as they stand in versions. */
public final class Digits {

    private Digits() {}

    public static boolean is(char c) {
        return c >= '0' && c <= '9';
    }

    public static boolean all(String text) {
        return end(text, 0) == text.length() && !text.isEmpty();
    }

    /** Where the digits end that begin at {@code from}; never beyond the text. */
    public static int end(String text, int from) {
        int end = Math.min(from, text.length());
        while (end < text.length() && is(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** At least one digit; nothing is zero. */
    public static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.isEmpty() ? "0" : digits.substring(start);
    }

    /** By value; no digits at all are zero. */
    static int compare(String one, String other) {
        String a = withoutLeadingZeros(one);
        String b = withoutLeadingZeros(other);
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : Integer.signum(a.compareTo(b));
    }
}
