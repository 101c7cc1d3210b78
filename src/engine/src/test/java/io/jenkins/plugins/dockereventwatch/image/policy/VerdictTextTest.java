package io.jenkins.plugins.dockereventwatch.image.policy;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.DID_YOU_MEAN;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.NO_LABEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy tells people about images. */
class VerdictTextTest {

    @Nested
    class Remedy {

        @ParameterizedTest
        @CsvSource({
            "nginx, 'use an allowed image, or add ''nginx'' to ''allow'''",
            "acme/x:1, 'use an allowed image, or add ''docker.io/acme/x'' to ''allow'''",
            "ghcr.io/acme/x:1, 'use an allowed image, or add ''ghcr.io/acme/x'' to ''allow'''"
        })
        void namesPatternToAllow(String reference, String remedy) {
            Verdict verdict = Policies.of("official: false\nallow: [redis]").judge(reference);

            assertThat(verdict.decision().reason()).isEqualTo("no rule of the policy allows it");
            assertThat(verdict.decision().remedy()).isEqualTo(remedy);
        }

        @ParameterizedTest
        @CsvSource({
            "deny, use a reference with a digest, 'use a reference with a tag, or deny the repository or its digests'",
            "allow, use a reference with the digest in the policy,"
                    + " 'use a reference with a tag only, or allow the repository or this digest'"
        })
        void namesMissingTagOrDigest(String rule, String forDigest, String forTag) {
            String general = rule.equals("deny") ? "allow: ['**']\n" : "official: false\n";
            ImagePolicy digest = Policies.of(general + rule + ": ['acme/x@" + Policies.DIGEST + "']");
            ImagePolicy tag = Policies.of(general + rule + ": ['acme/x:1']");

            assertThat(digest.judge("acme/x:1").decision().remedy()).isEqualTo(forDigest);
            assertThat(tag.judge("acme/x@" + Policies.DIGEST).decision().remedy())
                    .isEqualTo(forTag);
        }

        @Test
        void explainsUnknownOfficialImage() {
            Verdict verdict = Policies.official().judge("something-else");

            assertThat(verdict.outcome()).isEqualTo(Outcome.UNDETERMINED);
            assertThat(verdict.decision().remedy())
                    .isEqualTo("add 'something-else' to 'official_names' if it is newer,"
                            + " or to 'allow' if it is your own");
        }

        @ParameterizedTest
        @CsvSource({
            "mysqL, " + DID_YOU_MEAN + "'mysql'?",
            "acme/mysqL:8, " + DID_YOU_MEAN + "'mysql'?",
            "'@', expected registry/path:tag"
        })
        void namesSimilarImageIfMalformed(String reference, String remedy) {
            Verdict verdict = Policies.official().judge(reference);

            assertThat(verdict.malformed()).isTrue();
            assertThat(verdict.decision().remedy()).isEqualTo(remedy);
        }
    }

    @Test
    void reasonMentionsOfficialImages() {
        assertThat(Policies.official().judge("ghcr.io/acme/x").decision().reason())
                .isEqualTo("it is not an official image, and no rule of the policy allows it");
    }

    @Test
    void suggestsNoPatternAsName() {
        ImagePolicy policy = Policies.of("official: false\nallow: ['ghcr.io/acme/tool-*']");

        assertThat(policy.judge("ghcr.io/acme/tol-a").nearest()).isEmpty();
    }

    @Nested
    class Label {

        private Verdict judge(Map<String, String> labels) {
            return Policies.of("allow: ['acme/*']\nrequire: {source: ['https://github.com/acme/tool']}")
                    .judge(
                            "acme/tool:1",
                            Optional.of(new ImageFacts(labels, null, List.of("acme/tool@" + Policies.DIGEST))));
        }

        @Test
        void isQuotedOrMissing() {
            assertThat(judge(Map.of()).decision().reason()).isEqualTo(NO_LABEL + " org.opencontainers.image.source");
            assertThat(judge(Map.of("org.opencontainers.image.source", "https://github.com/evil/tool"))
                            .decision()
                            .reason())
                    .isEqualTo("its label org.opencontainers.image.source is 'https://github.com/evil/tool'");
        }

        @ParameterizedTest
        @CsvSource({
            "https://github.com/acme/tool, ALLOWED",
            "https://github.com/acme, DENIED",
            "https://github.com/acme/tool/x, DENIED"
        })
        void matchesWholePath(String source, Outcome outcome) {
            assertThat(judge(Map.of("org.opencontainers.image.source", source)).outcome())
                    .isEqualTo(outcome);
        }
    }

    @Nested
    class Notes {

        private List<String> notes(String settings, String reference) {
            return Policies.of("allow: ['acme/*']\n" + settings)
                    .judge(reference)
                    .notes();
        }

        @ParameterizedTest
        @CsvSource({
            "'age: {min_days: 7}', age was",
            "'age: {max_days: 7}', age was",
            "'require: {licenses: [MIT]}', labels were",
            "'{age: {max_days: 7}, require: {licenses: [MIT]}}', age and labels were"
        })
        void nameWhatWasNotChecked(String settings, String unchecked) {
            String yaml = settings.startsWith("{")
                    ? settings.substring(1, settings.length() - 1).replace("}, ", "}\n")
                    : settings;

            assertThat(notes(yaml, "acme/x:1"))
                    .containsExactly("the image is not available locally: its " + unchecked + " not checked");
        }

        @Test
        void areNoneWithoutConstraints() {
            assertThat(notes("", "acme/x:1")).isEmpty();
            assertThat(notes("require: {licenses: [MIT]}", "mysql:8")).isEmpty();
            assertThat(Policies.official()
                            .judge(
                                    "mysql:8",
                                    Optional.of(new ImageFacts(
                                            Map.of(), Instant.EPOCH, List.of("mysql@" + Policies.DIGEST))))
                            .notes())
                    .isEmpty();
        }

        @Test
        void futureImagesAreNotTooNew() {
            ImageFacts facts = new ImageFacts(
                    Map.of(), Policies.NOW.plus(Duration.ofDays(3)), List.of("mysql@" + Policies.DIGEST));

            assertThat(Policies.of("age: {max_days: 7}")
                            .judge("mysql:8", Optional.of(facts))
                            .outcome())
                    .isEqualTo(Outcome.ALLOWED);
        }
    }

    @Nested
    class Results {

        private CheckResult check(String... references) {
            List<NamedImage> images = Arrays.stream(references)
                    .map(reference -> NamedImage.of(reference, new ImageLocation("Dockerfile", 1, 6, "FROM")))
                    .toList();
            return CheckResult.of(Policies.official(), images);
        }

        @Test
        void countOutcomes() {
            assertThat(check("mysql", "acme/x", "3f2a1b9c").summary())
                    .isEqualTo("3 images: 1 allowed, 1 denied, 1 undetermined");
            assertThat(check("mysql").summary()).isEqualTo("1 image: 1 allowed, 0 denied, 0 undetermined");
        }

        @Test
        void reportMalformedReferences() {
            assertThat(check("mysql", "@").hasMalformed()).isTrue();
            assertThat(check("mysql", "acme/x").hasMalformed()).isFalse();
        }

        @Test
        void keepObstacleOfUnknownImage() {
            NamedImage unknown = NamedImage.unknown(
                    "$IMAGE", new ImageLocation("Dockerfile", 1, 6, "FROM"), "IMAGE has no value", "set IMAGE");

            Verdict verdict = Policies.official().check(unknown).verdict();

            assertThat(verdict.outcome()).isEqualTo(Outcome.UNDETERMINED);
            assertThat(verdict.decision().reason()).isEqualTo("IMAGE has no value");
            assertThat(verdict.decision().remedy()).isEqualTo("set IMAGE");
        }
    }

    @Nested
    class OutdatedList {

        private List<String> warnings(String day, boolean official) {
            PolicySettings settings = official
                    ? PolicySettings.OFFICIAL_ONLY
                    : Policies.of("official: false\nallow: [redis]").settings();
            return ImagePolicy.of(settings, Clock.fixed(Instant.parse(day), ZoneOffset.UTC))
                    .warnings();
        }

        @Test
        void isReportedAfter400Days() {
            assertThat(warnings("2027-09-25T00:00:00Z", true)).isEmpty();
            assertThat(warnings("2027-09-26T00:00:00Z", true))
                    .containsExactly(
                            "the list of official images is of 2026-08-21; update the program to get a newer" + " one");
        }

        @Test
        void isIgnoredWithoutOfficialImages() {
            assertThat(warnings("2027-09-26T00:00:00Z", false)).isEmpty();
        }
    }

    @Test
    void equalSettingsMakeEqualPolicies() {
        assertThat(Policies.official()).isEqualTo(Policies.official()).hasSameHashCodeAs(Policies.official());
        assertThat(Policies.official())
                .isNotEqualTo(Policies.of("allow: [redis]"))
                .isNotEqualTo("official");
    }
}
