package io.jenkins.plugins.dockereventwatch.image.policy;

import static io.jenkins.plugins.dockereventwatch.image.policy.Policies.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.image.ImageFacts;
import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePolicyTest {

    @Nested
    class DefaultPolicy {

        @ParameterizedTest
        @CsvSource({
            "mysql, ALLOWED",
            "mysql:8.4, ALLOWED",
            "docker.io/library/mysql, ALLOWED",
            "index.docker.io/mysql, ALLOWED",
            "rocket.chat, ALLOWED",
            "centos, DENIED",
            "library/centos:7, DENIED",
            "mono, DENIED",
            "gazebo, DENIED",
            "acme/mysql, DENIED",
            "library/mysql/mysql, DENIED",
            "ghcr.io/library/mysql, DENIED",
            "docker.io:443/library/mysql, DENIED",
            "registry-1.docker.io/library/mysql, DENIED",
            "Docker.io/library/mysql, DENIED",
            "docker.io.evil.example/library/mysql, DENIED",
            "localhost/mysql, DENIED",
            "mysq, DENIED",
            "ngnix, DENIED",
            "phone-book, UNDETERMINED",
            "MySQL, DENIED",
            "3f2a1b9c, UNDETERMINED",
            "sha256:3f2a1b9c, UNDETERMINED",
        })
        void allowsOfficialImagesOnly(String reference, Outcome expected) {
            assertThat(outcome(Policies.official(), reference)).isEqualTo(expected);
        }

        @Test
        void imageIdsAreUndetermined() {
            assertThat(outcome(Policies.official(), "0".repeat(64))).isEqualTo(Outcome.UNDETERMINED);
            assertThat(outcome(Policies.of("allow: ['**']"), "abc123")).isEqualTo(Outcome.UNDETERMINED);
            assertThat(outcome(Policies.of("allow: ['**']"), "docker.io/library/abc123"))
                    .isEqualTo(Outcome.ALLOWED);
        }
    }

    @Nested
    class Verdicts {

        @Test
        void verdictExplainsDecision() {
            Verdict verdict = Policies.official().judge("mysq:8");

            assertThat(verdict.reference()).isEqualTo("docker.io/library/mysq:8");
            assertThat(verdict.decision().rule()).isEqualTo("official");
            assertThat(verdict.decision().place()).isEqualTo("built-in policy: official images only");
            assertThat(verdict.decision().reason())
                    .isEqualTo("'mysq' is not in the list of official images of 2026-08-21");
            assertThat(verdict.decision().remedy()).contains("mysql");
            assertThat(verdict.nearest()).isEqualTo("mysql");
            assertThat(verdict.notes()).singleElement().asString().contains("looks like the official image 'mysql'");
            assertThat(verdict.malformed()).isFalse();
        }

        @Test
        void verdictNamesRuleAndPlace() {
            ImagePolicy policy = Policies.of("""
                    official: true
                    deny:
                      - docker.io/acme/bad
                    allow:
                      - ghcr.io/other/*
                      - docker.io/acme/**
                    """);

            Verdict denied = policy.judge("acme/bad:1");
            Verdict allowed = policy.judge("acme/good:1");
            Verdict official = policy.judge("mysql");

            assertThat(denied.decision().rule()).isEqualTo("deny docker.io/acme/bad");
            assertThat(denied.decision().place()).endsWith(".yml:3:5");
            assertThat(allowed.decision().rule()).isEqualTo("allow docker.io/acme/**");
            assertThat(allowed.decision().place()).endsWith(".yml:6:5");
            assertThat(allowed.decision().remedy()).isEmpty();
            assertThat(official.decision().place()).endsWith(".yml:1:1");
        }
    }

    @Nested
    class AllowedAndDenied {

        @Test
        void denyTakesPrecedence() {
            ImagePolicy policy = Policies.of("""
                    allow: ['mysql', 'ghcr.io/acme/**']
                    deny: ['mysql:5.*', 'ghcr.io/acme/evil', 'docker.io/library/nginx']
                    """);

            assertThat(outcome(policy, "mysql:5.7")).isEqualTo(Outcome.DENIED);
            assertThat(outcome(policy, "mysql:8.4")).isEqualTo(Outcome.ALLOWED);
            assertThat(outcome(policy, "ghcr.io/acme/evil")).isEqualTo(Outcome.DENIED);
            assertThat(outcome(policy, "nginx")).isEqualTo(Outcome.DENIED);
        }

        @Test
        void withdrawnImagesNeedExactAllowRule() {
            assertThat(outcome(Policies.of("allow: ['docker.io/library/*', '**']"), "centos"))
                    .isEqualTo(Outcome.DENIED);
            assertThat(outcome(Policies.of("allow: [centos]"), "centos:7")).isEqualTo(Outcome.ALLOWED);
            assertThat(Policies.official().judge("centos").decision().reason()).contains("removed on 2024-07-29");
            assertThat(Policies.official().judge("gazebo").decision().reason()).contains("nothing has been built");
        }

        @Test
        void administratorCanChangeOfficialNames() {
            ImagePolicy own = Policies.of("withdrawn: [mysql]\nofficial_names: [brandnew]");
            ImagePolicy more = Policies.of("withdrawn: [default, mysql]");

            assertThat(outcome(own, "mysql")).isEqualTo(Outcome.DENIED);
            assertThat(outcome(own, "centos")).isEqualTo(Outcome.ALLOWED);
            assertThat(outcome(own, "brandnew")).isEqualTo(Outcome.ALLOWED);
            assertThat(outcome(more, "mysql")).isEqualTo(Outcome.DENIED);
            assertThat(outcome(more, "centos")).isEqualTo(Outcome.DENIED);
        }

        @Test
        void allowsTrustedPublishers() {
            ImagePolicy policy = Policies.of("""
                    publishers:
                      - namespace: quay.io/keycloak
                        reason: Open source, signed releases
                        vouched_by: Platform team
                    """);

            Verdict verdict = policy.judge("quay.io/keycloak/keycloak:26.0");

            assertThat(verdict.outcome()).isEqualTo(Outcome.ALLOWED);
            assertThat(verdict.decision().reason())
                    .contains("Open source, signed releases", "confirmed by Platform team");
            assertThat(verdict.decision().place()).endsWith(":2:5");
            assertThat(outcome(policy, "quay.io/keycloak-evil/keycloak")).isEqualTo(Outcome.DENIED);
            assertThat(outcome(policy, "keycloak/keycloak")).isEqualTo(Outcome.DENIED);
        }
    }

    @Nested
    class Restrictions {

        @Test
        void deniesTags() {
            ImagePolicy policy = Policies.of("tags: {deny: [latest, 'nightly-*']}");

            assertThat(outcome(policy, "mysql:8.4")).isEqualTo(Outcome.ALLOWED);
            assertThat(outcome(policy, "mysql:latest")).isEqualTo(Outcome.DENIED);
            assertThat(outcome(policy, "mysql:nightly-7")).isEqualTo(Outcome.DENIED);
            assertThat(outcome(policy, "mysql@" + Policies.DIGEST)).isEqualTo(Outcome.ALLOWED);
            assertThat(policy.judge("mysql").outcome()).isEqualTo(Outcome.DENIED);
            assertThat(policy.judge("mysql").decision().reason()).contains("the default tag 'latest' is not allowed");
            assertThat(policy.judge("mysql").decision().place()).endsWith(":1:15");
        }

        @Test
        void requiresDigest() {
            ImagePolicy policy = Policies.of("digest: required");

            assertThat(outcome(policy, "mysql:8.4")).isEqualTo(Outcome.DENIED);
            assertThat(outcome(policy, "mysql:8.4@" + Policies.DIGEST)).isEqualTo(Outcome.ALLOWED);
            assertThat(policy.judge("mysql:8.4").decision().remedy()).contains("docker.io/library/mysql:8.4@sha256:");
        }

        @Test
        void exemptionsEndAfterLastDay() {
            ImagePolicy policy = Policies.of("""
                    deny: ['docker.io/acme/**']
                    exemptions:
                      - {reference: 'acme/old:1', reason: migration, owner: Ada, until: 2026-11-23}
                      - {reference: 'acme/last:1', reason: migration, owner: Ada, until: 2026-11-24}
                      - {reference: 'acme/soon:1', reason: migration, owner: Ada, until: 2026-12-08}
                      - {reference: 'acme/long:1', reason: migration, owner: Ada, until: 2026-12-09}
                    """);

            assertThat(policy.judge("acme/old:1").outcome()).isEqualTo(Outcome.DENIED);
            assertThat(policy.judge("acme/old:1").notes())
                    .anyMatch(note -> note.contains("(Ada: migration) expired on 2026-11-23"));
            assertThat(policy.judge("acme/last:1").outcome()).isEqualTo(Outcome.ALLOWED);
            assertThat(policy.judge("acme/last:1").decision().reason())
                    .contains("exempt until 2026-11-24: migration (Ada)");
            assertThat(policy.judge("acme/soon:1").notes()).anyMatch(note -> note.contains("ends on 2026-12-08"));
            assertThat(policy.judge("acme/long:1").notes()).isEmpty();
            assertThat(outcome(policy, "acme/long:2")).isEqualTo(Outcome.DENIED);
            assertThat(outcome(policy, "acme/long:1@" + Policies.DIGEST)).isEqualTo(Outcome.DENIED);
            assertThat(policy.warnings())
                    .hasSize(3)
                    .anyMatch(warning -> warning.contains(".yml:3:5: ") && warning.contains("expired"))
                    .noneMatch(warning -> warning.contains("acme/long"));
        }
    }

    @Nested
    class Robustness {

        @ParameterizedTest
        @ValueSource(strings = {"\u001b[2J\u009b", "", " ", "\ud83d", "**", "a/**", "@", ":"})
        void acceptsAnyText(String text) {
            ImagePolicy policy = Policies.of("allow: ['**']");

            assertThat(outcome(policy, text)).isEqualTo(Outcome.DENIED);
            assertThat(outcome(policy, text + "a".repeat(100_000))).isEqualTo(Outcome.DENIED);
        }

        @Test
        void settingsAndResultsAreSerializable() throws Exception {
            ImagePolicy policy = Policies.of("""
                    allow: ['ghcr.io/acme/**']
                    publishers: [{namespace: quay.io/x, reason: r, vouched_by: v}]
                    require: {source: ['https://github.com/acme/**']}
                    tags: {deny: [latest]}
                    age: {min_days: 3}
                    exemptions: [{reference: a/b, reason: r, owner: o, until: 2027-01-31}]
                    """);
            CheckResult result = CheckResult.of(
                    policy,
                    List.of(NamedImage.of(
                            "mysql",
                            new ImageLocation("Dockerfile", 1, 6, "FROM"),
                            new ImageFacts(Map.of("a", "b"), Policies.NOW, List.of()))));

            assertThat(serialized(policy.settings())).isEqualTo(policy.settings());
            assertThat(serialized(PolicySettings.OFFICIAL_ONLY)).isEqualTo(PolicySettings.OFFICIAL_ONLY);
            assertThat(serialized(result)).isEqualTo(result);
            assertThat(serialized(ImageReference.parse("a/b:c"))).isEqualTo(ImageReference.parse("a/b:c"));
        }
    }

    private static Object serialized(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
