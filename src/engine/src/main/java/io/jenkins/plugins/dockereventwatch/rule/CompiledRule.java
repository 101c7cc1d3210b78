package io.jenkins.plugins.dockereventwatch.rule;

import com.google.re2j.Pattern;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import java.util.List;
import java.util.Set;

/** A rule ready to be tested, condition by condition. */
final class CompiledRule {

    private final Rule rule;
    private final List<Test> when;
    private final List<Test> unless;

    CompiledRule(Rule rule) {
        this.rule = rule;
        this.when = rule.when().stream().map(CompiledRule::compile).toList();
        this.unless = rule.unless().stream().map(CompiledRule::compile).toList();
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

    private static Test compile(Condition condition) {
        boolean all = condition.quantifier() == Condition.Quantifier.ALL;
        if (condition.operator() == Condition.Operator.EQUALS) {
            return new EqualsTest(condition.field(), Set.copyOf(condition.values()), all);
        }
        return new MatchesTest(
                condition.field(),
                condition.values().stream().map(Pattern::compile).toList(),
                all);
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

    private record MatchesTest(FieldPath field, List<Pattern> patterns, boolean all) implements Test {
        @Override
        public boolean holds(DockerEvent event) {
            String text = field.textIn(event);
            if (text == null) {
                return false;
            }
            for (Pattern pattern : patterns) {
                if (pattern.matcher(text).find() != all) {
                    return !all;
                }
            }
            return all;
        }
    }
}
