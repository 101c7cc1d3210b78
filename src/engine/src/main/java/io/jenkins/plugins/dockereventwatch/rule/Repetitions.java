package io.jenkins.plugins.dockereventwatch.rule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Limits the nested repetition of RE2 patterns. Counted repetitions are expanded when a pattern is compiled, so that
 * {@code (((a{100}){100}){100}){100}} would exhaust memory. RE2 and Go's {@code regexp} reject more than 1,000
 * repetitions in total; RE2/J checks each count separately.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>
 */
final class Repetitions {

    private static final int LIMIT = 1000;

    private final String pattern;
    private final Deque<Integer> around = new ArrayDeque<>();
    private int at;

    /** The highest repetition in the current group so far. */
    private int group = 1;

    /** The highest repetition within the last element. */
    private int last = 1;

    private Repetitions(String pattern) {
        this.pattern = pattern;
    }

    /** Returns whether a part of the pattern repeats more than 1,000 times. The result is undefined for an invalid pattern. */
    static boolean exceedLimit(String pattern) {
        return new Repetitions(pattern).exceedLimit();
    }

    private boolean exceedLimit() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            switch (c) {
                case '\\' -> {
                    skipEscape();
                    last = 1;
                }
                case '[' -> {
                    skipClass();
                    last = 1;
                }
                case '(' -> {
                    around.push(group);
                    group = 1;
                    last = 1;
                }
                case ')' -> {
                    last = group;
                    group = around.isEmpty() ? 1 : Math.max(around.pop(), last);
                }
                case '{' -> last *= count();
                case '*', '+', '?' -> {
                    // Not expanded.
                }
                default -> last = 1;
            }
            group = Math.max(group, last);
            if (last > LIMIT) {
                return true;
            }
        }
        return false;
    }

    /** Skips the rest of {@code \x41}, {@code \x{41}}, {@code \p{Greek}} or {@code \Q…\E}. */
    private void skipEscape() {
        if (pattern.startsWith("Q", at)) {
            skipAfter("\\E");
        } else if (at + 1 < pattern.length()
                && "xpP".indexOf(pattern.charAt(at)) >= 0
                && pattern.charAt(at + 1) == '{') {
            skipAfter("}");
        } else {
            at++;
        }
    }

    private void skipClass() {
        at += pattern.startsWith("^", at) ? 1 : 0;
        at += pattern.startsWith("]", at) ? 1 : 0;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            if (pattern.startsWith("[:", at)) {
                skipAfter(":]");
            } else if (pattern.charAt(at++) == '\\') {
                skipEscape();
            }
        }
        at++;
    }

    private void skipAfter(String end) {
        int found = pattern.indexOf(end, at);
        at = found < 0 ? pattern.length() : found + end.length();
    }

    /** Returns the maximum of {@code n}, {@code n,} or {@code n,m}; 1 for a literal brace. */
    private int count() {
        int end = pattern.indexOf('}', at);
        String counts = end < 0 ? "" : pattern.substring(at, end);
        if (!counts.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
            return 1;
        }
        at = end + 1;
        String most = counts.endsWith(",") ? counts.substring(0, counts.length() - 1) : counts;
        return Math.max(1, Integer.parseInt(most.substring(most.indexOf(',') + 1)));
    }
}
