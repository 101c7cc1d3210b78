package io.jenkins.plugins.dockereventwatch.rule;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.NOT_RE2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.image.policy.Policies;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import io.jenkins.plugins.dockereventwatch.rule.index.RequiredLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSetTest {

    private static final String IMAGE = "Actor.Attributes.image";

    @Nested
    class Values {

        @Test
        void matchesAnyValueOfList() {
            RuleSet rules = RuleSet.of(
                    List.of(rule("r", condition(IMAGE, Operator.MATCHES, Quantifier.ANY, "phone-book", "mysql"))));

            assertThat(titles(rules, Events.container("die", "image", "mysql:8.4")))
                    .containsExactly("r");
            assertThat(titles(rules, Events.container("die", "image", "nginx"))).isEmpty();
        }

        @Test
        void matchesAllValues() {
            RuleSet rules = RuleSet.of(List.of(
                    rule("patterns", condition(IMAGE, Operator.MATCHES, Quantifier.ALL, "mysql", "8")),
                    rule("texts", condition(IMAGE, Operator.EQUALS, Quantifier.ALL, "mysql:8.4", "mysql:8.4")),
                    rule("never", condition(IMAGE, Operator.EQUALS, Quantifier.ALL, "mysql:8.4", "mysql"))));

            assertThat(titles(rules, Events.container("die", "image", "mysql:8.4")))
                    .containsExactly("patterns", "texts");
            assertThat(titles(rules, Events.container("die", "image", "mysql"))).isEmpty();
        }

        @Test
        void distinguishesTextsOfEqualHashCode() {
            RuleSet rules = RuleSet.of(List.of(rule("r", condition(IMAGE, Operator.MATCHES, Quantifier.ANY, "A"))));

            for (int i = 0; i < 2; i++) {
                assertThat(titles(rules, Events.container("die", "image", "Aa")))
                        .containsExactly("r");
                assertThat(titles(rules, Events.container("die", "image", "BB")))
                        .isEmpty();
            }
        }

        @Test
        void missingFieldMeetsNothing() {
            RuleSet rules = RuleSet.of(List.of(
                    rule("pattern", condition(IMAGE, Operator.MATCHES, Quantifier.ANY, ".*")),
                    rule("empty pattern", condition(IMAGE, Operator.MATCHES, Quantifier.ANY, "")),
                    rule("text", condition(IMAGE, Operator.EQUALS, Quantifier.ANY, ""))));

            assertThat(titles(rules, Events.container("die", "name", "x"))).isEmpty();
            assertThat(titles(rules, Events.container("die", "image", "")))
                    .containsExactly("pattern", "empty pattern", "text");
        }
    }

    @Nested
    class Patterns {

        @Test
        void patternsAreUnanchored() {
            RuleSet rules = RuleSet.of(
                    List.of(rule("r", condition("status", Operator.MATCHES, Quantifier.ANY, "(die|destroy)"))));

            assertThat(titles(rules, Events.container("exec_die"))).containsExactly("r");
        }

        @Test
        void matchesInLinearTime() {
            RuleSet rules = RuleSet.of(List.of(
                    rule("regex", condition(IMAGE, Operator.MATCHES, Quantifier.ANY, "(a+)+$")),
                    rule("literal", condition(IMAGE, Operator.MATCHES, Quantifier.ANY, "aaab"))));

            assertThat(titles(rules, Events.container("die", "image", "a".repeat(1 << 20) + "!")))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"(", "a**", "[z-a]", "(?=look)", "\\1"})
        void rejectsUnsupportedPattern(String pattern) {
            assertThatThrownBy(() -> condition(IMAGE, Operator.MATCHES, Quantifier.ANY, pattern))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(NOT_RE2 + ": ");
        }
    }

    @Nested
    class MatchingRules {

        @Test
        void unlessExcludesEvents() {
            Rule rule = new Rule(
                    "r",
                    List.of(condition("status", Operator.EQUALS, Quantifier.ANY, "die")),
                    List.of(
                            condition("Actor.Attributes.name", Operator.MATCHES, Quantifier.ANY, "^test-", "tmp"),
                            condition("Actor.Attributes.exitCode", Operator.EQUALS, Quantifier.ANY, "0")),
                    List.of("email"));
            RuleSet rules = RuleSet.of(List.of(rule));

            assertThat(titles(rules, Events.container("die"))).containsExactly("r");
            assertThat(titles(rules, Events.container("die", "name", "mysql", "exitCode", "1")))
                    .containsExactly("r");
            assertThat(titles(rules, Events.container("die", "name", "a-tmp", "exitCode", "1")))
                    .isEmpty();
            assertThat(titles(rules, Events.container("die", "name", "mysql", "exitCode", "0")))
                    .isEmpty();
        }

        @Test
        void keepsRuleOrder() {
            RuleSet rules = RuleSet.of(List.of(
                    rule("1", condition(IMAGE, Operator.MATCHES, Quantifier.ANY, "mysql")),
                    rule("2"),
                    rule("3", condition("status", Operator.EQUALS, Quantifier.ANY, "die", "stop")),
                    rule("4", condition("status", Operator.EQUALS, Quantifier.ANY, "stop"))));

            assertThat(titles(rules, Events.container("die", "image", "mysql"))).containsExactly("1", "2", "3");
        }
    }

    @Nested
    class ImagePolicyConditions {

        @Test
        void evaluatesImagePolicy() {
            Rule start = new Rule(
                    "start",
                    List.of(
                            condition("Action", Operator.EQUALS, Quantifier.ANY, "start"),
                            Condition.onImagePolicy(List.of("denied"))),
                    List.of(),
                    List.of("email"));
            Rule alone = rule("alone", Condition.onImagePolicy(List.of("denied", "undetermined")));
            RuleSet official = RuleSet.of(List.of(start, alone));
            RuleSet ours = RuleSet.of(List.of(start, alone), Policies.of("allow: ['docker.io/evil/**']"));

            assertThat(titles(official, Events.container("start", "image", "evil/x:1")))
                    .containsExactly("start", "alone");
            assertThat(titles(official, Events.container("die", "image", "evil/x:1")))
                    .containsExactly("alone");
            assertThat(titles(official, Events.container("start", "image", "phone-book")))
                    .containsExactly("alone");
            assertThat(titles(official, Events.container("start", "image", "mysql:8")))
                    .isEmpty();
            assertThat(titles(official, Events.container("start", "image", "\u0443 no name")))
                    .containsExactly("start", "alone");
            assertThat(titles(official, Events.container("start", "name", "x"))).isEmpty();
            assertThat(titles(ours, Events.container("start", "image", "evil/x:1")))
                    .isEmpty();
        }

        @Test
        void returnsVerdictIfRulesRequireIt() {
            Rule asks = rule("asks", Condition.onImagePolicy(List.of("denied")));
            Rule asksNot = rule("asks not", condition("Action", Operator.EQUALS, Quantifier.ANY, "start"));
            RuleSet rules = RuleSet.of(List.of(asksNot, asks));
            DockerEvent event = Events.container("start", "image", "evil/x:1");

            assertThat(rules.verdict(event, List.of(asksNot))).isEmpty();
            assertThat(rules.verdict(event, List.of(asksNot, asks)))
                    .hasValue(rules.imagePolicy().judge("evil/x:1"));
            assertThat(rules.rules()).containsExactly(asksNot, asks);
        }

        @Test
        void rejectsUnknownVerdict() {
            assertThatThrownBy(() -> Condition.onImagePolicy(List.of("evil")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Invalid verdict 'evil': expected one of allowed, denied, undetermined");
        }
    }

    @Nested
    class RuleIndexing {

        @ParameterizedTest
        @CsvSource(
                delimiter = ' ',
                value = {
                    "(die|destroy) [destroy,die]",
                    "^mysql:8\\.[0-9]+$ [mysql:8.]",
                    "tianon/.* [tianon/]",
                    "ab?cd [cd]",
                    "ab+cd [ab]",
                    "(a|bc)d*ef [ef]",
                    "(?:abc|de)+ [abc,de]",
                    "[]x]abc\\d [abc]",
                    "abc|[a-z] []",
                    "(?i)abc []",
                    "(abc)? []",
                    "a{3} []",
                    "\\Qabc\\E []",
                    "😀?abc [abc]",
                    "x* []"
                })
        void extractsRequiredLiterals(String pattern, String literals) {
            assertThat(RequiredLiterals.of(pattern).toString().replace(" ", "")).isEqualTo(literals);
        }

        @Test
        void findsNoLiteralsInDeepestGroups() {
            assertThat(RequiredLiterals.of("(".repeat(20) + "die" + ")".repeat(20)))
                    .containsExactly("die");
            assertThat(RequiredLiterals.of("(".repeat(200) + "die" + ")".repeat(200)))
                    .isEmpty();
        }

        @Test
        void distinguishesLiteralsWithSameBeginning() {
            RuleSet rules = RuleSet.of(List.of(
                    rule("mysql", condition(IMAGE, Operator.MATCHES, Quantifier.ANY, "acme/mysql")),
                    rule("redis", condition(IMAGE, Operator.MATCHES, Quantifier.ANY, "acme/redis"))));

            assertThat(titles(rules, Events.container("die", "image", "ghcr.io/acme/redis:7")))
                    .containsExactly("redis");
            assertThat(titles(rules, Events.container("die", "image", "ghcr.io/acme/nginx")))
                    .isEmpty();
        }

        /** The index must never change what matches: compared with testing every rule one by one. */
        @Test
        void agreesWithLinearSearch() {
            Random random = new Random(20261123);
            for (int round = 0; round < 300; round++) {
                List<Rule> rules = new ArrayList<>();
                for (int i = 0; i < 1 + random.nextInt(30); i++) {
                    rules.add(randomRule("r" + i, random));
                }
                RuleSet set = RuleSet.of(rules);
                for (int i = 0; i < 50; i++) {
                    DockerEvent event = randomEvent(random);
                    assertThat(set.matching(event))
                            .as("%s for %s", rules, event)
                            .isEqualTo(rules.stream()
                                    .filter(rule -> matchesPlainly(rule, event))
                                    .toList());
                }
            }
        }
    }

    @Test
    void equalRulesAndPolicyMakeEqualSets() {
        List<Rule> rules = List.of(rule("r", condition(IMAGE, Operator.EQUALS, Quantifier.ANY, "mysql")));

        assertThat(RuleSet.of(rules, Policies.official()))
                .isEqualTo(RuleSet.of(rules, Policies.official()))
                .hasSameHashCodeAs(RuleSet.of(rules, Policies.official()))
                .isNotEqualTo(RuleSet.of(List.of(), Policies.official()))
                .isNotEqualTo(RuleSet.of(rules, Policies.of("allow: [redis]")))
                .isNotEqualTo("rules");
    }

    private static final List<String> FIELDS = List.of("status", IMAGE, "Actor.Attributes.a.b", "time");
    private static final List<String> TEXTS =
            List.of("", "a", "die", "exec_die", "mysql", "mysql:8.4", "abcabd", "aaab");
    private static final List<String> PATTERNS = List.of(
            "",
            ".*",
            "die",
            "^die$",
            "(die|destroy)",
            "my(sql)?",
            "mysql:8\\.\\d",
            "a+b",
            "(ab|abc)+d",
            "[a-z]+",
            "^$",
            "(?i)MYSQL",
            "a|",
            "abd",
            "aab",
            "x*y?");

    private static Rule randomRule(String title, Random random) {
        return new Rule(
                title,
                randomConditions(random.nextInt(4), random),
                randomConditions(random.nextInt(2), random),
                List.of());
    }

    private static List<Condition> randomConditions(int count, Random random) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Operator operator = Operator.values()[random.nextInt(2)];
            List<String> choice = operator == Operator.EQUALS ? TEXTS : PATTERNS;
            String[] values = new String[1 + random.nextInt(3)];
            for (int v = 0; v < values.length; v++) {
                values[v] = choice.get(random.nextInt(choice.size()));
            }
            conditions.add(condition(
                    FIELDS.get(random.nextInt(FIELDS.size())),
                    operator,
                    Quantifier.values()[random.nextInt(2)],
                    values));
        }
        return conditions;
    }

    private static DockerEvent randomEvent(Random random) {
        List<String> attributes = new ArrayList<>();
        for (String key : List.of("image", "a.b")) {
            if (random.nextInt(4) > 0) {
                attributes.add(key);
                attributes.add(TEXTS.get(random.nextInt(TEXTS.size())));
            }
        }
        return Events.container(TEXTS.get(random.nextInt(TEXTS.size())), attributes.toArray(String[]::new));
    }

    private static boolean matchesPlainly(Rule rule, DockerEvent event) {
        return rule.when().stream().allMatch(condition -> isMet(condition, event))
                && rule.unless().stream().noneMatch(condition -> isMet(condition, event));
    }

    private static boolean isMet(Condition condition, DockerEvent event) {
        String text = condition.field().textIn(event);
        if (text == null) {
            return false;
        }
        Predicate<String> fits = value -> condition.operator() == Operator.EQUALS
                ? value.equals(text)
                : Pattern.compile(value).matcher(text).find();
        return condition.quantifier() == Quantifier.ANY
                ? condition.values().stream().anyMatch(fits)
                : condition.values().stream().allMatch(fits);
    }

    private static Rule rule(String title, Condition... when) {
        return new Rule(title, List.of(when), List.of(), List.of("email"));
    }

    private static Condition condition(String field, Operator operator, Quantifier quantifier, String... values) {
        return new Condition(new FieldPath(field), operator, quantifier, List.of(values));
    }

    private static List<String> titles(RuleSet rules, DockerEvent event) {
        return rules.matching(event).stream().map(Rule::title).toList();
    }
}
