package io.jenkins.plugins.dockereventwatch.rule.index;

import com.google.re2j.Pattern;
import java.util.Set;

/**
 * A compiled RE2 pattern that keeps the results of recent texts, since events repeat their actions and images. Thread-safe.
 */
public final class TextPattern {

    /** A power of two. */
    private static final int RESULTS = 8;

    /** Results of longer texts are not kept. */
    private static final int MAX_LENGTH = 128;

    private final Pattern pattern;
    private final Set<String> required;

    /** The last result of texts with the same remainder of the hash code; threads may miss each other's results. */
    private final Result[] results = new Result[RESULTS];

    private record Result(String text, boolean matches) {}

    /** Compiles a valid RE2 pattern. */
    public TextPattern(String pattern) {
        this.pattern = Pattern.compile(pattern);
        this.required = RequiredLiterals.of(pattern);
    }

    /** Returns literals of which each text that matches contains at least one; empty if unknown. */
    Set<String> required() {
        return required;
    }

    /** Returns whether the pattern matches a part of the text. */
    public boolean matches(String text) {
        if (text.length() > MAX_LENGTH) {
            return find(text);
        }
        int at = text.hashCode() & RESULTS - 1;
        Result known = results[at];
        if (known == null || !known.text.equals(text)) {
            known = new Result(text, find(text));
            results[at] = known;
        }
        return known.matches;
    }

    private boolean find(String text) {
        return (required.isEmpty() || required.stream().anyMatch(text::contains))
                && pattern.matcher(text).find();
    }
}
