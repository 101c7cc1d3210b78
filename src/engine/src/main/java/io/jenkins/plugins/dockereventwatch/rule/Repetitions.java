package io.jenkins.plugins.dockereventwatch.rule;

import io.jenkins.plugins.dockereventwatch.rule.index.PatternTokens;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Limits the nested repetition of RE2 patterns. Counted repetitions are expanded when a pattern is compiled, so that
 * {@code (((a{100}){100}){100}){100}} would exhaust memory. RE2 and Go's {@code regexp} reject more than 1,000
 * repetitions in total; RE2/J checks each count separately.
 */
final class Repetitions {

    private static final int LIMIT = 1000;

    private Repetitions() {}

    /** Returns whether a part of the pattern repeats more than 1,000 times. The result is undefined for an invalid pattern. */
    static boolean exceedLimit(String pattern) {
        Deque<Integer> around = new ArrayDeque<>();
        // The highest repetition in the current group so far, and within the last element.
        int group = 1;
        int last = 1;
        for (String token : PatternTokens.of(pattern)) {
            switch (token) {
                case "(" -> {
                    around.push(group);
                    group = 1;
                    last = 1;
                }
                case ")" -> {
                    last = group;
                    group = around.isEmpty() ? 1 : Math.max(around.pop(), last);
                }
                case "*", "+", "?" -> {
                    // Not expanded.
                }
                default -> last = PatternTokens.isCount(token) ? last * count(token) : 1;
            }
            group = Math.max(group, last);
            if (last > LIMIT) {
                return true;
            }
        }
        return false;
    }

    /** Returns the maximum of {@code {n}}, {@code {n,}} or {@code {n,m}}, at least 1. */
    private static int count(String token) {
        String[] counts = token.substring(1, token.length() - 1).split(",");
        return Math.max(1, Integer.parseInt(counts[counts.length - 1]));
    }
}
