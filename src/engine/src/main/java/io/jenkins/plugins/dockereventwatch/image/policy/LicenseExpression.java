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
    private static final int LONGEST = 1000;
    private static final int DEEPEST = 20;

    private final List<String> words = new ArrayList<>();
    private boolean sound;
    private int at;
    private Collection<String> allowed = List.of();

    LicenseExpression(String text) {
        String expression = text.strip();
        Matcher matcher = WORD.matcher(expression.length() > LONGEST ? "" : expression);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            words.add(matcher.group(1));
            end = matcher.end();
        }
        sound = end == expression.length() && !words.isEmpty();
    }

    /**
     * Whether it can be kept to by licenses of these alone: of {@code OR} one side is enough, of {@code AND} both are
     * needed. False where it is no expression.
     */
    boolean keepsTo(Collection<String> licenses) {
        allowed = licenses;
        at = 0;
        boolean kept = sound && either(0);
        return kept && sound && at == words.size();
    }

    private boolean either(int depth) {
        boolean kept = both(depth);
        while (skip("OR")) {
            kept |= both(depth);
        }
        return kept;
    }

    private boolean both(int depth) {
        boolean kept = one(depth);
        while (skip("AND")) {
            kept &= one(depth);
        }
        return kept;
    }

    private boolean one(int depth) {
        if (depth > DEEPEST || at >= words.size()) {
            sound = false;
            return false;
        }
        if (skip("(")) {
            boolean kept = either(depth + 1);
            sound &= skip(")");
            return kept;
        }
        String license = words.get(at++);
        if (skip("WITH") && at < words.size()) {
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
