package io.jenkins.plugins.dockereventwatch.image.policy;

/**
 * A pattern in which {@code *} matches any number of characters. Matching takes at most linear time per {@code *}.
 *
 * @param pattern the pattern
 */
record Glob(String pattern) {

    static boolean isGlob(String text) {
        return text.indexOf('*') >= 0;
    }

    boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
