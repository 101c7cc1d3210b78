package io.jenkins.plugins.dockereventwatch.rule;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.rule.index.TextPattern;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A rule whose conditions are compiled; immutable. */
final class CompiledRule {

    private final List<Test> when;
    private final List<Test> unless;

    /** A compiled condition on the field's text. */
    private record Test(FieldPath field, Predicate<String> text) {

        boolean holds(DockerEvent event) {
            String value = field.textIn(event);
            return value != null && text.test(value);
        }
    }

    /** Compiles a rule; {@code policy} evaluates its image conditions. */
    CompiledRule(Rule rule, ImagePolicy policy) {
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

    boolean matches(DockerEvent event) {
        for (Test test : when) {
            if (!test.holds(event)) {
                return false;
            }
        }
        return unless.stream().noneMatch(test -> test.holds(event));
    }

    /** Returns whether the event meets a single condition. */
    static boolean holds(Condition condition, ImagePolicy policy, DockerEvent event) {
        return compile(condition, policy).holds(event);
    }

    /** Returns whether a text meets a condition that depends on no image policy. */
    static boolean holds(Condition condition, String text) {
        return textTest(condition).test(text);
    }

    /** Compiles a condition that depends on no image policy. */
    static Predicate<String> textTest(Condition condition) {
        return compile(condition, null).text;
    }

    private static Test compile(Condition condition, ImagePolicy policy) {
        boolean all = condition.quantifier() == Condition.Quantifier.ALL;
        Set<String> values = Set.copyOf(condition.values());
        List<TextPattern> patterns = condition.operator() == Condition.Operator.MATCHES
                ? condition.values().stream().map(TextPattern::new).toList()
                : List.of();
        return new Test(
                condition.field(),
                switch (condition.operator()) {
                    case EQUALS -> text -> values.contains(text) && (!all || values.size() == 1);
                    case MATCHES -> text -> matches(patterns, all, text);
                    case IMAGE_VERDICT ->
                        text -> values.contains(policy.judge(text).outcome().word());
                });
    }

    /** Returns whether all or any of the patterns match. */
    private static boolean matches(List<TextPattern> patterns, boolean all, String text) {
        for (TextPattern pattern : patterns) {
            if (pattern.matches(text) != all) {
                return !all;
            }
        }
        return all;
    }
}
