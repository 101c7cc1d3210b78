package io.jenkins.plugins.dockereventwatch.config;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.DID_YOU_MEAN;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.NOT_RE2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTextTest {

    private static final String NAME = "Actor.Attributes.name";

    private static boolean matches(String matcher, String name) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "container").put("Action", "die").put("timeNano", 1L);
        json.putObject("Actor").put("ID", "c").putObject("Attributes").put("name", name);
        return !RuleSet.of(
                        List.of(new Rule("silence", MatcherText.parse(List.of(matcher)), List.of(), List.of("nobody"))))
                .matching(DockerEvent.of(json, DockerEvent.Origin.STREAM))
                .isEmpty();
    }

    @Test
    void distinguishesTextsAndPatterns() {
        assertThat(MatcherText.parse(List.of(NAME + "=my=sql", NAME + "=~^my", "dockerHostLabel =docker-01")))
                .containsExactly(
                        new Condition(new FieldPath(NAME), Operator.EQUALS, Quantifier.ANY, List.of("my=sql")),
                        new Condition(new FieldPath(NAME), Operator.MATCHES, Quantifier.ANY, List.of("^my")),
                        new Condition(
                                new FieldPath("dockerHostLabel"),
                                Operator.EQUALS,
                                Quantifier.ANY,
                                List.of("docker-01")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "mysql | Invalid condition 'mysql': expected FIELD=TEXT or FIELD=~PATTERN",
                "=mysql | expected FIELD=TEXT or FIELD=~PATTERN",
                "Actor.Attributes.Image=mysql | " + DID_YOU_MEAN + "'Actor.Attributes.image'?",
                "dockerHostLabl..x=a | no empty parts",
                "Actor.Attributes.name=~( | " + NOT_RE2,
            })
    void namesInvalidMatcher(String matcher, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatcherText.parse(List.of(NAME + "=mysql", matcher)))
                .withMessageContaining(message);
    }

    @Test
    void limitsNumberAndLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatcherText.parse(List.of()))
                .withMessageContaining("Missing condition");
        assertThat(MatcherText.parse(Collections.nCopies(20, NAME + "=a"))).hasSize(20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatcherText.parse(Collections.nCopies(21, NAME + "=a")))
                .withMessageContaining("Too many conditions (21): expected at most 20");
        String longest = NAME + "=" + "a".repeat(1000 - NAME.length() - 1);
        assertThat(MatcherText.parse(List.of(longest))).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatcherText.parse(List.of(longest + "a")))
                .withMessageContaining("expected at most 1000 characters")
                .withMessageNotContaining("a".repeat(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "~mysql", " mysql ", "a\nb=c\r", "a\u2028.*", "(a|b)\\Q[", "~\\E {2}", "größe 🐳"})
    void writtenMatcherMatchesOnlyItsText(String text) {
        String written = MatcherText.equal(NAME, text);

        assertThat(written).doesNotContain("\n", "\r", "\u2028").isEqualTo(written.strip());
        assertThat(matches(written, text)).isTrue();
        assertThat(matches(written, text + "x")).isFalse();
        assertThat(matches(written, "x" + text)).isFalse();
        assertThat(matches(MatcherText.startingWith(NAME, text), text + "x")).isTrue();
        assertThat(matches(MatcherText.startingWith(NAME, text), "x" + text)).isFalse();
    }

    @Test
    void writesPlainTextUnchanged() {
        assertThat(MatcherText.equal(NAME, "phone-book.1 (old)")).isEqualTo(NAME + "=phone-book.1 (old)");
    }
}
