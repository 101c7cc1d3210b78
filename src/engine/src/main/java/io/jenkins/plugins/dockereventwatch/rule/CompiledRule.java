package io.jenkins.plugins.dockereventwatch.rule;

import com.google.re2j.Pattern;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.rule.index.RequiredLiterals;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A rule whose conditions are compiled; immutable. */
final class CompiledRule {

    private final Rule rule;
    private final List<Test> when;
    private final List<Test> unless;

    /** Compiles a rule; {@code policy} evaluates its image conditions. */
    CompiledRule(Rule rule, ImagePolicy policy) {
        this.rule = rule;
        this.when = compile(rule.when(), policy);
        this.unless = compile(rule.unless(), policy);
    }

    /** Cheapest conditions first: texts, patterns, image verdicts. */
    private static List<Test> compile(List<Condition> conditions, ImagePolicy policy) {
        return conditions.stream()
                .sorted(Comparator.comparing(Condition::operator))
                .map(condition -> compile(condition, policy))
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

    /** Returns whether the event meets a single condition. */
    static boolean holds(Condition condition, ImagePolicy policy, DockerEvent event) {
        return compile(condition, policy).holds(event);
    }

    private static Test compile(Condition condition, ImagePolicy policy) {
        boolean all = condition.quantifier() == Condition.Quantifier.ALL;
        return switch (condition.operator()) {
            case EQUALS -> new EqualsTest(condition.field(), Set.copyOf(condition.values()), all);
            case MATCHES ->
                new MatchesTest(
                        condition.field(),
                        condition.values().stream().map(Regex::of).toList(),
                        all);
            case IMAGE_VERDICT -> new VerdictTest(condition.field(), policy, Set.copyOf(condition.values()));
        };
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

    private record VerdictTest(FieldPath field, ImagePolicy policy, Set<String> verdicts) implements Test {
        @Override
        public boolean holds(DockerEvent event) {
            String image = field.textIn(event);
            return image != null
                    && verdicts.contains(policy.judge(image).outcome().word());
        }
    }

    /**
     * A compiled pattern.
     *
     * @param required literals of which any match contains at least one; empty if unknown
     */
    private record Regex(Pattern pattern, List<String> required) {

        static Regex of(String pattern) {
            return new Regex(Pattern.compile(pattern), List.copyOf(RequiredLiterals.of(pattern)));
        }

        boolean matches(String text) {
            return mayMatch(text) && pattern.matcher(text).find();
        }

        private boolean mayMatch(String text) {
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
                if (pattern.matches(text) != all) {
                    return !all;
                }
            }
            return all;
        }
    }
}
