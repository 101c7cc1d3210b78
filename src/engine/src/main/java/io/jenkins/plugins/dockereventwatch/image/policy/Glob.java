package io.jenkins.plugins.dockereventwatch.image.policy;

import java.util.List;
import java.util.stream.IntStream;

/** A pattern in which {@code *} matches any number of characters. Matching takes at most linear time per {@code *}. */
record Glob(String pattern) {

    static boolean isGlob(String text) {
        return text.indexOf('*') >= 0;
    }

    /**
     * Returns whether the components of a path match patterns.
     *
     * @param deep whether at least one further component must follow
     */
    static boolean matchesPath(List<String> patterns, boolean deep, List<String> path) {
        int size = patterns.size();
        return (deep ? path.size() > size : path.size() == size)
                && IntStream.range(0, size).allMatch(i -> new Glob(patterns.get(i)).matches(path.get(i)));
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
