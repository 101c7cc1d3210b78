package io.jenkins.plugins.dockereventwatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContradictionTest {

    private static final Condition DIE = is("Action", "die");

    @Test
    void findsNothingInUsualRules() {
        assertThat(Contradiction.of(rule(List.of(), List.of()))).isEmpty();
        assertThat(Contradiction.of(rule(List.of(matches("status", "(die|destroy)"), DIE), List.of())))
                .isEmpty();
        assertThat(Contradiction.of(rule(List.of(is("Action", "die", "stop"), DIE), List.of())))
                .isEmpty();
        assertThat(Contradiction.of(
                        rule(List.of(DIE), List.of(is("Actor.Attributes.exitCode", "0"), matches("Action", "exec")))))
                .isEmpty();
        assertThat(Contradiction.of(rule(List.of(is("Action", "die", "stop")), List.of(DIE))))
                .isEmpty();
        assertThat(Contradiction.of(rule(List.of(DIE, is("Actor.Attributes.name", "mysql")), List.of())))
                .isEmpty();
        assertThat(Contradiction.of(rule(List.of(all("Action", "die", "die")), List.of())))
                .isEmpty();
    }

    @Test
    void ignoresImageVerdicts() {
        Rule rule = rule(
                List.of(is("Actor.Attributes.image", "mysql"), Condition.onImagePolicy(List.of("denied"))), List.of());

        assertThat(Contradiction.of(rule)).isEmpty();
    }

    @Test
    void findsTwoDifferentTexts() {
        Condition stop = is("Action", "stop");

        assertThat(Contradiction.of(rule(List.of(DIE, stop), List.of()))).contains(new Contradiction(DIE, stop, false));
    }

    @Test
    void treatsOldFieldNamesAsEqual() {
        Condition stop = is("status", "stop");

        assertThat(Contradiction.of(rule(List.of(DIE, stop), List.of()))).contains(new Contradiction(DIE, stop, false));
    }

    @Test
    void findsTextThatPatternExcludes() {
        Condition pattern = matches("Action", "^(oom|stop)$");

        assertThat(Contradiction.of(rule(List.of(pattern, DIE), List.of())))
                .contains(new Contradiction(DIE, pattern, false));
    }

    @Test
    void findsUnlessThatExcludesWhen() {
        Condition ends = matches("Action", "^d");

        assertThat(Contradiction.of(rule(List.of(DIE), List.of(ends)))).contains(new Contradiction(DIE, ends, true));
    }

    @Test
    void findsAllOfSeveralTexts() {
        Condition both = all("Actor.Attributes.image", "phone-book", "mysql");

        assertThat(Contradiction.of(rule(List.of(both), List.of()))).contains(new Contradiction(both, both, false));
    }

    private static Rule rule(List<Condition> when, List<Condition> unless) {
        return new Rule("r", when, unless, List.of("n"));
    }

    private static Condition is(String field, String... values) {
        return new Condition(new FieldPath(field), Operator.EQUALS, Quantifier.ANY, List.of(values));
    }

    private static Condition all(String field, String... values) {
        return new Condition(new FieldPath(field), Operator.EQUALS, Quantifier.ALL, List.of(values));
    }

    private static Condition matches(String field, String... patterns) {
        return new Condition(new FieldPath(field), Operator.MATCHES, Quantifier.ANY, List.of(patterns));
    }
}
