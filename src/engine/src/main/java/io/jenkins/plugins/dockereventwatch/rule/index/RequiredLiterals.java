package io.jenkins.plugins.dockereventwatch.rule.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Texts of which at least one must stand in whatever an RE2 pattern matches: {@code die} and {@code destroy} for
 * {@code (die|destroy)}. They let a pattern be passed over without running it. Errs on the safe side: what it does not
 * understand requires nothing.
 */
public final class RequiredLiterals {

    /** Metacharacters that stand for themselves behind a backslash; other escapes are not understood. */
    private static final String PUNCTUATION = "\\.+*?()|[]{}^$/-_:;,=!<>@#%&~\"'` ";

    /** Letters that behind a backslash mean a class of characters or a place between two. */
    private static final String CLASSES = "dDsSwWbBAz";

    private final String pattern;
    private int at;

    private RequiredLiterals(String pattern) {
        this.pattern = pattern;
    }

    /** Thrown where the pattern uses something that is not understood here. */
    private static final class NotUnderstood extends Exception {
        private static final long serialVersionUID = 1L;

        NotUnderstood() {
            super(null, null, false, false);
        }
    }

    /**
     * Finds the texts.
     *
     * @param pattern a valid RE2 pattern
     * @return empty where nothing is required, or nothing could be found out
     */
    public static Set<String> of(String pattern) {
        try {
            return new RequiredLiterals(pattern).alternation(0);
        } catch (NotUnderstood e) {
            return Set.of();
        }
    }

    private Set<String> alternation(int depth) throws NotUnderstood {
        if (depth > 50) {
            throw new NotUnderstood();
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

    private Set<String> sequence(int depth) throws NotUnderstood {
        List<Set<String>> required = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        while (at < pattern.length() && peek() != '|' && peek() != ')') {
            char c = pattern.charAt(at++);
            if (Character.isSurrogate(c)) {
                throw new NotUnderstood();
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

    private Set<String> group(int depth) throws NotUnderstood {
        if (skip('?') && !skip(':')) {
            throw new NotUnderstood();
        }
        Set<String> inner = alternation(depth + 1);
        if (!skip(')')) {
            throw new NotUnderstood();
        }
        return inner;
    }

    private void characterClass() throws NotUnderstood {
        skip('^');
        skip(']');
        while (at < pattern.length() && peek() != ']') {
            if (peek() == '[') {
                throw new NotUnderstood();
            }
            at += peek() == '\\' ? 2 : 1;
        }
        at++;
    }

    private char escaped() throws NotUnderstood {
        if (at >= pattern.length() || (PUNCTUATION.indexOf(peek()) < 0 && CLASSES.indexOf(peek()) < 0)) {
            throw new NotUnderstood();
        }
        return pattern.charAt(at++);
    }

    private boolean optionalQuantifier() throws NotUnderstood {
        if (at < pattern.length() && peek() == '{') {
            throw new NotUnderstood();
        }
        return skip('*') || skip('?');
    }

    private static void flush(StringBuilder run, List<Set<String>> required) {
        if (!run.isEmpty()) {
            required.add(Set.of(run.toString()));
            run.setLength(0);
        }
    }

    /** Of several sets, each of which must hold, the one whose shortest text is longest. */
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
