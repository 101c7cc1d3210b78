package io.jenkins.plugins.dockereventwatch.rule;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why an event meets a rule, or does not.
 *
 * @param rule the rule
 * @param findings what each of its conditions found, those of {@code when} first, in the rule's order
 */
public record Explanation(Rule rule, List<Finding> findings) {

    /**
     * What one condition found.
     *
     * @param condition the condition
     * @param unless whether it is one of those that must not hold
     * @param seen the field's text in the event; empty: the event has no such field
     * @param holds whether the condition holds
     */
    public record Finding(Condition condition, boolean unless, Optional<String> seen, boolean holds) {

        /** Whether it keeps the event out. */
        public boolean keepsOut() {
            return holds == unless;
        }
    }

    /** Copies the list. */
    public Explanation {
        findings = List.copyOf(findings);
    }

    /** Explains a rule's judgement of an event. */
    public static Explanation of(Rule rule, DockerEvent event) {
        return of(rule, RuleSet.of(List.of(rule)).imagePolicy(), event);
    }

    /** Explains the judgement of a rule whose conditions on images go by a policy. */
    public static Explanation of(Rule rule, ImagePolicy policy, DockerEvent event) {
        List<Finding> findings = new ArrayList<>();
        rule.when().forEach(condition -> findings.add(find(condition, false, policy, event)));
        rule.unless().forEach(condition -> findings.add(find(condition, true, policy, event)));
        return new Explanation(rule, findings);
    }

    private static Finding find(Condition condition, boolean unless, ImagePolicy policy, DockerEvent event) {
        return new Finding(
                condition,
                unless,
                Optional.ofNullable(condition.field().textIn(event)),
                CompiledRule.holds(condition, policy, event));
    }

    /** Whether the event meets the rule. */
    public boolean matches() {
        return findings.stream().noneMatch(Finding::keepsOut);
    }

    /** What keeps the event out, in the rule's order; empty if it meets the rule. */
    public List<Finding> obstacles() {
        return findings.stream().filter(Finding::keepsOut).toList();
    }
}
