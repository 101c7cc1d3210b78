package io.jenkins.plugins.dockereventwatch.image.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SPDX license expression, {@code Apache-2.0 OR (MIT AND BSD-3-Clause)}.
 *
 * @see <a href="https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/">SPDX license expressions</a>
 */
final class LicenseExpression {

    private static final Pattern WORD = Pattern.compile("\\s*([()]|[A-Za-z0-9.+:-]+)");
    private static final int MAX_LENGTH = 1000;
    private static final int MAX_DEPTH = 20;

    private final List<String> words = new ArrayList<>();
    private boolean valid;
    private int at;
    private Collection<String> allowed = List.of();

    LicenseExpression(String text) {
        String expression = text.strip();
        Matcher matcher = WORD.matcher(expression.length() > MAX_LENGTH ? "" : expression);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            words.add(matcher.group(1));
            end = matcher.end();
        }
        valid = end == expression.length() && !words.isEmpty();
    }

    /**
     * Returns whether the expression can be satisfied with these licenses alone: one operand of {@code OR}, both operands
     * of {@code AND}. Returns false if the expression is invalid.
     */
    boolean isSatisfiedBy(Collection<String> licenses) {
        allowed = licenses;
        at = 0;
        boolean satisfied = valid && either(0);
        return satisfied && valid && at == words.size();
    }

    private boolean either(int depth) {
        boolean satisfied = both(depth);
        while (skip("OR")) {
            satisfied |= both(depth);
        }
        return satisfied;
    }

    private boolean both(int depth) {
        boolean satisfied = one(depth);
        while (skip("AND")) {
            satisfied &= one(depth);
        }
        return satisfied;
    }

    private boolean one(int depth) {
        if (depth > MAX_DEPTH || at >= words.size()) {
            valid = false;
            return false;
        }
        if (skip("(")) {
            boolean satisfied = either(depth + 1);
            valid &= skip(")");
            return satisfied;
        }
        String license = words.get(at++);
        if (skip("WITH")) {
            if (at >= words.size()) {
                valid = false;
                return false;
            }
            license += " WITH " + words.get(at++);
        }
        String named = license;
        return allowed.stream().anyMatch(named::equalsIgnoreCase);
    }

    private boolean skip(String word) {
        if (at < words.size() && words.get(at).equalsIgnoreCase(word)) {
            at++;
            return true;
        }
        return false;
    }
}
