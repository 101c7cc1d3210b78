package io.jenkins.plugins.dockereventwatch.rule;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.HAS_VERDICT;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSummaryTest {

    private static final Condition STATUS =
            new Condition(new FieldPath("status"), Operator.MATCHES, Quantifier.ANY, List.of("^die", "oom"));
    private static final Condition EXIT_CODE =
            new Condition(new FieldPath("Actor.Attributes.exitCode"), Operator.EQUALS, Quantifier.ANY, List.of("1"));
    private static final Condition NAME = new Condition(
            new FieldPath("Actor.Attributes.name"), Operator.EQUALS, Quantifier.ALL, List.of("test", "ci"));

    @Test
    void namesConditionsAndNotifiers() {
        Rule rule = new Rule("r", List.of(STATUS, EXIT_CODE), List.of(NAME, EXIT_CODE), List.of("email", "chat"));

        assertThat(RuleSummary.of(rule))
                .isEqualTo("when status matches any of ^die, oom and exitCode is 1,"
                        + " unless name is all of test, ci or exitCode is 1 → email, chat");
    }

    @Test
    void namesEveryEventAndVerdict() {
        assertThat(RuleSummary.of(new Rule("r", List.of(), List.of(), List.of("email"))))
                .isEqualTo("on every event → email");
        assertThat(RuleSummary.of(new Rule(
                        "r", List.of(Condition.onImagePolicy(List.of("denied"))), List.of(), List.of("email"))))
                .isEqualTo("when " + HAS_VERDICT + "denied → email");
    }

    @Test
    void namesFilters() {
        assertThat(RuleSummary.of(new EventFilters(Map.of("event", List.of("stop", "die")))))
                .isEqualTo("event is any of stop, die");
        assertThat(RuleSummary.of(new EventFilters(Map.of("label", List.of("tier", "stage")))))
                .isEqualTo("label is all of tier, stage");
        assertThat(RuleSummary.of(EventFilters.NONE)).isEmpty();
    }
}
