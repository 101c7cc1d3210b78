package io.jenkins.plugins.dockereventwatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import io.jenkins.plugins.dockereventwatch.rule.Explanation.Finding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Condition DIES = condition("Action", Operator.MATCHES, "^(die|oom)$");
    private static final Condition FAILS = condition("Actor.Attributes.exitCode", Operator.EQUALS, "1", "2");
    private static final Condition IS_TEST = condition("Actor.Attributes.name", Operator.EQUALS, "test");
    private static final Rule RULE = new Rule("failures", List.of(DIES, FAILS), List.of(IS_TEST), List.of("n"));
    private static final RuleSet RULES = RuleSet.of(List.of(RULE));

    @Test
    void matchingEventHasNoObstacles() {
        Explanation explanation = explain("die", "exitCode", "2", "name", "mysql");

        assertThat(explanation.matches()).isTrue();
        assertThat(explanation.obstacles()).isEmpty();
        assertThat(explanation.findings())
                .containsExactly(
                        new Finding(DIES, false, Optional.of("die"), true),
                        new Finding(FAILS, false, Optional.of("2"), true),
                        new Finding(IS_TEST, true, Optional.of("mysql"), false));
    }

    @Test
    void obstacleContainsSeenValue() {
        assertThat(explain("die", "exitCode", "0", "name", "mysql").obstacles())
                .containsExactly(new Finding(FAILS, false, Optional.of("0"), false));
    }

    @Test
    void reportsEveryObstacle() {
        assertThat(explain("start", "name", "test").obstacles())
                .containsExactly(
                        new Finding(DIES, false, Optional.of("start"), false),
                        new Finding(FAILS, false, Optional.empty(), false),
                        new Finding(IS_TEST, true, Optional.of("test"), true));
    }

    @Test
    void agreesWithRuleSet() {
        assertThat(Events.recorded("phone-book.ndjson"))
                .isNotEmpty()
                .allMatch(event ->
                        Explanation.of(RULE, RULES.imagePolicy(), event).matches()
                                != RULES.matching(event).isEmpty());
    }

    private static Explanation explain(String action, String... attributes) {
        DockerEvent event = Events.container(action, attributes);
        return Explanation.of(RULE, RULES.imagePolicy(), event);
    }

    private static Condition condition(String field, Operator operator, String... values) {
        return new Condition(new FieldPath(field), operator, Quantifier.ANY, List.of(values));
    }
}
