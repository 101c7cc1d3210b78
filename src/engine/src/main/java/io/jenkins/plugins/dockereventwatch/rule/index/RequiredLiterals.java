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

    private final List<String> tokens;
    private int at;

    private RequiredLiterals(List<String> tokens) {
        this.tokens = tokens;
    }

    /** Returns the required literals of a valid RE2 pattern; empty if there are none or the syntax is unsupported. */
    public static Set<String> of(String pattern) {
        try {
            return new RequiredLiterals(PatternTokens.of(pattern)).alternation(0);
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
            if (!skip("|")) {
                return everyBranchRequires ? all : Set.of();
            }
        }
    }

    private Set<String> sequence(int depth) {
        List<Set<String>> required = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        while (at < tokens.size() && !isNext("|") && !isNext(")")) {
            String token = tokens.get(at++);
            Set<String> group = token.equals("(") ? group(depth) : Set.of();
            String literal = literal(token);
            if (at < tokens.size() && PatternTokens.isCount(tokens.get(at))) {
                throw new UnsupportedOperationException();
            }
            boolean optional = skip("*") || skip("?");
            boolean repeated = optional || skip("+");
            skip("?");
            if (!optional) {
                run.append(literal);
            }
            if (literal.isEmpty() || repeated) {
                flush(run, required);
            }
            if (!optional && !group.isEmpty()) {
                required.add(group);
            }
        }
        flush(run, required);
        return mostSelective(required);
    }

    private Set<String> group(int depth) {
        if (skip("?") && !skip(":")) {
            throw new UnsupportedOperationException();
        }
        Set<String> inner = alternation(depth + 1);
        if (!skip(")")) {
            throw new UnsupportedOperationException();
        }
        return inner;
    }

    /** Returns the text that a token matches; empty if it matches several texts. */
    private static String literal(String token) {
        return switch (token.charAt(0)) {
            case '(', '[', '.', '^', '$' -> "";
            case '\\' -> escaped(token.substring(1));
            default -> token;
        };
    }

    private static String escaped(String character) {
        if (character.length() == 1 && CLASSES.contains(character)) {
            return "";
        }
        if (character.length() != 1 || !PUNCTUATION.contains(character)) {
            throw new UnsupportedOperationException();
        }
        return character;
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

    private boolean isNext(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private boolean skip(String token) {
        boolean next = isNext(token);
        at += next ? 1 : 0;
        return next;
    }
}
