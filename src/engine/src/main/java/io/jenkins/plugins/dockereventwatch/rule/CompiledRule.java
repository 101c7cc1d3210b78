package io.jenkins.plugins.dockereventwatch.rule;

import com.google.re2j.Pattern;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A rule ready to be tested, condition by condition. */
final class CompiledRule {

    private final Rule rule;
    private final List<Test> when;
    private final List<Test> unless;

    CompiledRule(Rule rule) {
        this.rule = rule;
        this.when = compile(rule.when());
        this.unless = compile(rule.unless());
    }

    /** Texts before patterns, since they cost less. */
    private static List<Test> compile(List<Condition> conditions) {
        return conditions.stream()
                .sorted(Comparator.comparing(Condition::operator))
                .map(CompiledRule::compile)
                .toList();
    }

    Rule rule() {
        return rule;
    }

    boolean matches(DockerEvent event) {
        for (Test test : when) {
            if (!test.holds(event)) {
                return false;
            }
        }
        for (Test test : unless) {
            if (test.holds(event)) {
                return false;
            }
        }
        return true;
    }

    /** Whether an event meets a condition. */
    static boolean holds(Condition condition, DockerEvent event) {
        return compile(condition).holds(event);
    }

    private static Test compile(Condition condition) {
        boolean all = condition.quantifier() == Condition.Quantifier.ALL;
        if (condition.operator() == Condition.Operator.EQUALS) {
            return new EqualsTest(condition.field(), Set.copyOf(condition.values()), all);
        }
        return new MatchesTest(
                condition.field(), condition.values().stream().map(Regex::of).toList(), all);
    }

    private interface Test {
        boolean holds(DockerEvent event);
    }

    private record EqualsTest(FieldPath field, Set<String> values, boolean all) implements Test {
        @Override
        public boolean holds(DockerEvent event) {
            String text = field.textIn(event);
            return text != null && values.contains(text) && (!all || values.size() == 1);
        }
    }

    /**
     * A pattern.
     *
     * @param required texts of which one must be there for the pattern to be found; empty: not known
     */
    private record Regex(Pattern pattern, List<String> required) {

        static Regex of(String pattern) {
            return new Regex(Pattern.compile(pattern), List.copyOf(RequiredLiterals.of(pattern)));
        }

        boolean isFoundIn(String text) {
            return mayBeIn(text) && pattern.matcher(text).find();
        }

        private boolean mayBeIn(String text) {
            for (String literal : required) {
                if (text.contains(literal)) {
                    return true;
                }
            }
            return required.isEmpty();
        }
    }

    private record MatchesTest(FieldPath field, List<Regex> patterns, boolean all) implements Test {
        @Override
        public boolean holds(DockerEvent event) {
            String text = field.textIn(event);
            if (text == null) {
                return false;
            }
            for (Regex pattern : patterns) {
                if (pattern.isFoundIn(text) != all) {
                    return !all;
                }
            }
            return all;
        }
    }
}
