package io.jenkins.plugins.dockereventwatch.image.policy;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.NO_LABEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constraints on the metadata of an image. */
class ImageFactsTest {

    @ParameterizedTest
    @CsvSource({"5, DENIED", "6, DENIED", "7, ALLOWED", "365, ALLOWED", "366, DENIED", "-3, DENIED"})
    void limitsAge(int days, Outcome expected) {
        ImagePolicy policy = Policies.of("age: {min_days: 7, max_days: 365}");
        Instant created = Policies.NOW.minus(Duration.ofDays(days));

        assertThat(policy.judge(
                                "mysql:8",
                                Optional.of(new ImageFacts(Map.of(), created, List.of("mysql@" + Policies.DIGEST))))
                        .outcome())
                .isEqualTo(expected);
    }

    @Test
    void notesUncheckedConstraints() {
        ImagePolicy policy = Policies.of("age: {min_days: 7}\nrequire: {licenses: [MIT]}\nallow: ['acme/*']");
        ImageFacts undated = new ImageFacts(Map.of(), Instant.EPOCH, List.of("mysql@" + Policies.DIGEST));

        assertThat(policy.judge("mysql").notes()).singleElement().asString().contains("age was not checked");
        assertThat(policy.judge("acme/x").notes()).singleElement().asString().contains("age and labels were not");
        assertThat(policy.judge("mysql", Optional.of(undated)).notes())
                .singleElement()
                .asString()
                .contains("has no creation time");
    }

    @Nested
    class BeforeStart {

        private static Outcome outcome(String yaml, String reference, ImageFacts facts) {
            return Policies.of(yaml)
                    .judgeBeforeStart(reference, Optional.ofNullable(facts))
                    .outcome();
        }

        private static ImageFacts created(Instant created) {
            return new ImageFacts(Map.of(), created, List.of("mysql@" + Policies.DIGEST, "acme/x@" + Policies.DIGEST));
        }

        @ParameterizedTest
        @CsvSource({"acme/x, 'require: {licenses: [MIT]}'", "mysql, 'age: {max_days: 7}'", "mysql, 'official: true'"})
        void isUndeterminedWithoutMetadata(String reference, String constraint) {
            String yaml = "allow: ['acme/*']\n" + constraint;

            assertThat(outcome(yaml, reference, null)).isEqualTo(Outcome.UNDETERMINED);
            assertThat(Policies.of(yaml).judge(reference).outcome()).isEqualTo(Outcome.ALLOWED);
        }

        @Test
        void isUndeterminedWithoutCreationTime() {
            Verdict verdict =
                    Policies.of("age: {min_days: 7}").judgeBeforeStart("mysql:8", Optional.of(created(Instant.EPOCH)));

            assertThat(verdict.outcome()).isEqualTo(Outcome.UNDETERMINED);
            assertThat(verdict.decision().reason()).contains("has no creation time");
            assertThat(outcome("age: {min_days: 7}", "mysql:8", created(null))).isEqualTo(Outcome.UNDETERMINED);
            assertThat(outcome("tags: {deny: [x]}", "mysql:8", created(null))).isEqualTo(Outcome.ALLOWED);
        }

        @Test
        void appliesTheOtherRules() {
            Instant old = Policies.NOW.minus(Duration.ofDays(30));

            assertThat(outcome("age: {max_days: 7}", "mysql:8", created(old))).isEqualTo(Outcome.DENIED);
            assertThat(outcome("age: {min_days: 7}", "mysql:8", created(old))).isEqualTo(Outcome.ALLOWED);
            assertThat(outcome("deny: [mysql]", "mysql:8", null)).isEqualTo(Outcome.DENIED);
            assertThat(outcome(
                            "age: {min_days: 7}\nexemptions: [{reference: mysql, reason: r, owner: o, until: 2999-01-01}]",
                            "mysql:8",
                            null))
                    .isEqualTo(Outcome.ALLOWED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://github.com/acme/tool, Apache-2.0, ALLOWED",
                "https://github.com/acme/tool, MIT OR GPL-3.0-only, ALLOWED",
                "https://github.com/acme/tool, MIT AND Apache-2.0, ALLOWED",
                "https://github.com/acme/tool, MIT AND GPL-3.0-only, DENIED",
                "https://github.com/acme/tool, (GPL-3.0-only OR MIT) AND Apache-2.0, ALLOWED",
                "https://github.com/acme/tool, mit, ALLOWED",
                "https://github.com/acme/tool, MIT OR, DENIED",
                "https://github.com/acme/tool, MIT) OR (MIT, DENIED",
                "https://github.com/acme/tool, GPL-2.0-only WITH Classpath-exception-2.0, DENIED",
                "https://github.com/acme/tool, -, DENIED",
                "https://github.com/acme/tool/, MIT, ALLOWED",
                "https://GITHUB.com/acme/tool, MIT, ALLOWED",
                "http://github.com/acme/tool, MIT, DENIED",
                "https://github.com/acme-evil/tool, MIT, DENIED",
                "https://github.com.evil.example/acme/tool, MIT, DENIED",
                "https://github.com@evil.example/acme/tool, MIT, DENIED",
                "https://evil.example/?https://github.com/acme/tool, MIT, DENIED",
                "https://github.com/acme/../evil/tool, MIT, DENIED",
                "https://github.com/acme/%2e%2e/evil, MIT, DENIED",
                "https://github.com/acme, MIT, DENIED",
                "no address, MIT, DENIED",
                "-, MIT, DENIED",
            })
    void checksSourceAndLicenses(String source, String licenses, Outcome expected) {
        ImagePolicy policy = Policies.of("""
                allow: ['acme/*']
                require:
                  source: ['https://github.com/acme/**']
                  licenses: [Apache-2.0, MIT]
                """);
        Map<String, String> labels = new HashMap<>();
        if (source != null) {
            labels.put("org.opencontainers.image.source", source);
        }
        if (licenses != null) {
            labels.put("org.opencontainers.image.licenses", licenses);
        }
        ImageFacts facts =
                new ImageFacts(labels, null, List.of("acme/tool@" + Policies.DIGEST, "mysql@" + Policies.DIGEST));

        Verdict verdict = policy.judge("acme/tool:1", Optional.of(facts));

        assertThat(verdict.outcome()).isEqualTo(expected);
        assertThat(verdict.decision().reason() + verdict.notes())
                .containsAnyOf("claims of the image itself", "its label", NO_LABEL);
        assertThat(policy.judge("mysql:8", Optional.of(facts)).outcome()).isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void officialImagesMustBePulled() {
        ImageFacts built = new ImageFacts(Map.of(), Policies.NOW, List.of());

        assertThat(Policies.official().judge("mysql:8", Optional.of(built)).outcome())
                .isEqualTo(Outcome.UNDETERMINED);
        assertThat(Policies.official()
                        .judge("mysql:8", Policies.facts("mysql@" + Policies.DIGEST))
                        .outcome())
                .isEqualTo(Outcome.ALLOWED);
        assertThat(Policies.official()
                        .judge("mysql:8", Policies.facts("evil/mysql@" + Policies.DIGEST))
                        .outcome())
                .isEqualTo(Outcome.UNDETERMINED);
        assertThat(Policies.of("allow: ['acme/*']")
                        .judge("acme/x", Optional.of(built))
                        .notes())
                .anyMatch(note -> note.contains("not pulled"));
    }
}
