package io.jenkins.plugins.dockereventwatch.rule.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Extracts literals of which every match of an RE2 pattern contains at least one: {@code die} and {@code destroy} for
 * {@code (die|destroy)}. A pattern need not run on a text without any of them. Unsupported syntax yields no literals.
 */
public final class RequiredLiterals {

    /** Characters that a backslash makes literal. Other escapes are not supported. */
    private static final String PUNCTUATION = "\\.+*?()|[]{}^$/-_:;,=!<>@#%&~\"'` ";

    /** Letters that denote a character class or a boundary after a backslash. */
    private static final String CLASSES = "dDsSwWbBAz";

    private final String pattern;
    private int at;

    private RequiredLiterals(String pattern) {
        this.pattern = pattern;
    }

    /** Returns the required literals of a valid RE2 pattern; empty if there are none or the syntax is unsupported. */
    public static Set<String> of(String pattern) {
        try {
            return new RequiredLiterals(pattern).alternation(0);
        } catch (UnsupportedOperationException e) {
            return Set.of();
        }
    }

    private Set<String> alternation(int depth) {
        if (depth > 50) {
            throw new UnsupportedOperationException();
        }
        Set<String> all = new TreeSet<>();
        boolean everyBranchRequires = true;
        while (true) {
            Set<String> branch = sequence(depth);
            everyBranchRequires &= !branch.isEmpty();
            all.addAll(branch);
            if (!skip('|')) {
                return everyBranchRequires ? all : Set.of();
            }
        }
    }

    private Set<String> sequence(int depth) {
        List<Set<String>> required = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        while (at < pattern.length() && peek() != '|' && peek() != ')') {
            char c = pattern.charAt(at++);
            if (Character.isSurrogate(c)) {
                throw new UnsupportedOperationException();
            }
            Set<String> group = null;
            boolean literal = false;
            switch (c) {
                case '(' -> group = group(depth);
                case '[' -> characterClass();
                case '.', '^', '$' -> {}
                case '\\' -> {
                    c = escaped();
                    literal = CLASSES.indexOf(c) < 0;
                }
                default -> literal = true;
            }
            boolean optional = optionalQuantifier();
            boolean repeated = optional || skip('+');
            skip('?');
            if (literal && !optional) {
                run.append(c);
            }
            if (!literal || repeated) {
                flush(run, required);
            }
            if (group != null && !optional && !group.isEmpty()) {
                required.add(group);
            }
        }
        flush(run, required);
        return mostSelective(required);
    }

    private Set<String> group(int depth) {
        if (skip('?') && !skip(':')) {
            throw new UnsupportedOperationException();
        }
        Set<String> inner = alternation(depth + 1);
        if (!skip(')')) {
            throw new UnsupportedOperationException();
        }
        return inner;
    }

    private void characterClass() {
        skip('^');
        skip(']');
        while (at < pattern.length() && peek() != ']') {
            if (peek() == '[') {
                throw new UnsupportedOperationException();
            }
            at += peek() == '\\' ? 2 : 1;
        }
        at++;
    }

    private char escaped() {
        if (at >= pattern.length() || (PUNCTUATION.indexOf(peek()) < 0 && CLASSES.indexOf(peek()) < 0)) {
            throw new UnsupportedOperationException();
        }
        return pattern.charAt(at++);
    }

    private boolean optionalQuantifier() {
        if (at < pattern.length() && peek() == '{') {
            throw new UnsupportedOperationException();
        }
        return skip('*') || skip('?');
    }

    private static void flush(StringBuilder run, List<Set<String>> required) {
        if (!run.isEmpty()) {
            required.add(Set.of(run.toString()));
            run.setLength(0);
        }
    }

    /** Returns the set whose shortest literal is longest. */
    private static Set<String> mostSelective(List<Set<String>> required) {
        Set<String> best = Set.of();
        for (Set<String> candidate : required) {
            if (best.isEmpty() || shortest(candidate) > shortest(best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static int shortest(Set<String> texts) {
        return texts.stream().mapToInt(String::length).min().orElse(0);
    }

    private char peek() {
        return pattern.charAt(at);
    }

    private boolean skip(char c) {
        if (at < pattern.length() && peek() == c) {
            at++;
            return true;
        }
        return false;
    }
}
