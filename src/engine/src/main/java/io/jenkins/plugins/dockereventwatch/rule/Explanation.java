package io.jenkins.plugins.dockereventwatch.rule;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why an event matches a rule or does not.
 *
 * @param rule the rule
 * @param findings one for each condition: those of {@code when}, then those of {@code unless}, in the rule's order
 */
public record Explanation(Rule rule, List<Finding> findings) {

    /**
     * The result of one condition.
     *
     * @param condition the condition
     * @param unless whether it belongs to {@code unless}
     * @param seen the field's value in the event; empty if the event lacks the field
     * @param holds whether the condition holds
     */
    public record Finding(Condition condition, boolean unless, Optional<String> seen, boolean holds) {

        /** Returns whether this condition alone prevents a match. */
        boolean preventsMatch() {
            return holds == unless;
        }
    }

    /** Copies the list. */
    public Explanation {
        findings = List.copyOf(findings);
    }

    /** Explains the result of a rule; {@code policy} evaluates its image conditions. */
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

    /** Returns whether the event matches the rule. */
    public boolean matches() {
        return findings.stream().noneMatch(Finding::preventsMatch);
    }

    /** Returns the conditions that prevent a match, in the rule's order; empty if the event matches. */
    public List<Finding> obstacles() {
        return findings.stream().filter(Finding::preventsMatch).toList();
    }
}
