package io.jenkins.plugins.dockereventwatch.rule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Looks how often a pattern's counted repetitions repeat what is in them, one within the other multiplied. Each is written
 * out when the pattern is compiled, so that {@code (((a{100}){100}){100}){100}} would take all memory. RE2 and Go's
 * {@code regexp} refuse what is repeated more than a thousand times; RE2/J looks at each count alone.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2's syntax</a>
 */
final class Repetitions {

    private static final int MOST = 1000;

    private final String pattern;
    private final Deque<Integer> around = new ArrayDeque<>();
    private int at;

    /** The most that anything so far in the present group is repeated. */
    private int group = 1;

    /** The most that anything in what was read last is repeated. */
    private int last = 1;

    private Repetitions(String pattern) {
        this.pattern = pattern;
    }

    /** Whether something is repeated more often than a thousand times; of a text that is no pattern, whatever. */
    static boolean areTooMany(String pattern) {
        return new Repetitions(pattern).tooMany();
    }

    private boolean tooMany() {
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
                    // Written out once at most.
                }
                default -> last = 1;
            }
            group = Math.max(group, last);
            if (last > MOST) {
                return true;
            }
        }
        return false;
    }

    /** Of {@code \x41}, {@code \x{41}}, {@code \p{Greek}}, {@code \Q…\E}. */
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

    /** How often {@code n}, {@code n,} or {@code n,m} repeats; 1 where the brace is a brace. */
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
