package io.jenkins.plugins.dockereventwatch.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePolicyTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String OTHER_DIGEST = "sha256:" + "f".repeat(64);

    private static Outcome outcome(ImagePolicy policy, String reference) {
        return policy.judge(reference).outcome();
    }

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
    void withoutAPolicyOfficialImagesOnly(String reference, Outcome expected) {
        assertThat(outcome(Policies.official(), reference)).isEqualTo(expected);
    }

    @Test
    void idsAreUndetermined() {
        assertThat(outcome(Policies.official(), "0".repeat(64))).isEqualTo(Outcome.UNDETERMINED);
        assertThat(outcome(Policies.of("allow: ['**']"), "abc123")).isEqualTo(Outcome.UNDETERMINED);
        assertThat(outcome(Policies.of("allow: ['**']"), "docker.io/library/abc123"))
                .isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void aVerdictExplainsItself() {
        Verdict verdict = Policies.official().judge("mysq:8");

        assertThat(verdict.reference()).isEqualTo("docker.io/library/mysq:8");
        assertThat(verdict.rule()).isEqualTo("official");
        assertThat(verdict.place()).isEqualTo("built-in policy: official images only");
        assertThat(verdict.reason()).isEqualTo("there is no official image 'mysq' in the list of 2026-08-21");
        assertThat(verdict.remedy()).contains("mysql");
        assertThat(verdict.nearest()).isEqualTo("mysql");
        assertThat(verdict.notes()).singleElement().asString().contains("looks like the official image 'mysql'");
        assertThat(verdict.malformed()).isFalse();
    }

    @Test
    void aVerdictNamesTheRuleAndItsPlace() {
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

        assertThat(denied.rule()).isEqualTo("deny docker.io/acme/bad");
        assertThat(denied.place()).endsWith(".yml:3:5");
        assertThat(allowed.rule()).isEqualTo("allow docker.io/acme/**");
        assertThat(allowed.place()).endsWith(".yml:6:5");
        assertThat(allowed.remedy()).isEmpty();
        assertThat(official.place()).endsWith(".yml:1:1");
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/acme/**, ghcr.io/acme/tool, true",
        "ghcr.io/acme/**, ghcr.io/acme/team/tool:1, true",
        "ghcr.io/acme/**, ghcr.io/acme, false",
        "ghcr.io/acme/**, ghcr.io/acme-evil/tool, false",
        "ghcr.io/acme/**, ghcr.io/acmeevil/tool, false",
        "ghcr.io/acme/**, ghcr.io.evil.example/acme/tool, false",
        "ghcr.io/acme/**, ghcr.io:443/acme/tool, false",
        "ghcr.io/acme/**, GHCR.IO/acme/tool, false",
        "ghcr.io/acme/**, acme/tool, false",
        "quay.io/*/tool, quay.io/acme/tool, true",
        "quay.io/*/tool, quay.io/acme/tool:2, true",
        "quay.io/*/tool, quay.io/tool, false",
        "quay.io/*/tool, quay.io/a/b/tool, false",
        "quay.io/*/tool, quay.io/acme/tools, false",
        "quay.io/*/tool, quay.io/acme/tool/x, false",
        "registry.example.org:5000/team/*:1.*, registry.example.org:5000/team/app:1.2, true",
        "registry.example.org:5000/team/*:1.*, registry.example.org:5000/team/app:2.1, false",
        "registry.example.org:5000/team/*:1.*, registry.example.org:5000/team/app, false",
        "registry.example.org:5000/team/*:1.*, registry.example.org/team/app:1.2, false",
        "registry.example.org:*/team/*, registry.example.org:5001/team/app, true",
        "*.example.org/**, a.example.org/x, true",
        "*.example.org/**, a.b.example.org/x, true",
        "*.example.org/**, example.org/x, false",
        "*.example.org/**, evilexample.org/x, false",
        "*.example.org/**, a.example.org.evil.example/x, false",
        "acme/*, acme/tool, true",
        "acme/*, docker.io/acme/tool, true",
        "acme/*, ghcr.io/acme/tool, false",
        "docker.io/acme/tool-*, acme/tool-x, true",
        "docker.io/acme/tool-*, acme/tool, false",
        "centos, centos:7, true",
        "centos:7, centos:7, true",
        "centos:7, centos:8, false",
        "centos:*, centos, true",
        "docker.io/centos, library/centos, true",
        "index.docker.io/acme/x, acme/x, true",
        "localhost/x, localhost/x, true",
        "localhost:5000/**, localhost:5000/x, true",
        "'[::1]:5000/**', '[::1]:5000/x', true",
        "**, anywhere.example/x/y/z, true",
        "docker.io/*, acme/tool, false",
        "docker.io/**, acme/tool, true",
    })
    void patternsAllowByWholeComponents(String pattern, String reference, boolean allowed) {
        ImagePolicy policy = Policies.of("official: false\nallow: ['" + pattern + "']");

        assertThat(outcome(policy, reference) == Outcome.ALLOWED).isEqualTo(allowed);
    }

    @Test
    void aDigestNamesOneImage() {
        ImagePolicy policy = Policies.of("official: false\nallow: ['ghcr.io/acme/tool@" + DIGEST + "']");

        assertThat(outcome(policy, "ghcr.io/acme/tool@" + DIGEST)).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(policy, "ghcr.io/acme/tool:1@" + DIGEST)).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(policy, "ghcr.io/acme/tool@" + OTHER_DIGEST)).isEqualTo(Outcome.DENIED);
        assertThat(outcome(policy, "ghcr.io/acme/tool:1")).isEqualTo(Outcome.UNDETERMINED);
        assertThat(policy.judge("ghcr.io/acme/tool:1", facts("ghcr.io/acme/tool@" + DIGEST))
                        .outcome())
                .isEqualTo(Outcome.ALLOWED);
        assertThat(policy.judge("ghcr.io/acme/tool:1", facts("ghcr.io/acme/tool@" + OTHER_DIGEST))
                        .outcome())
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void aTagBesideADigestProvesNothing() {
        ImagePolicy policy = Policies.of("""
                official: false
                allow: ['ghcr.io/acme/*:1.*', 'docker.io/acme/**']
                deny: ['docker.io/acme/tool:0.*']
                """);

        assertThat(outcome(policy, "ghcr.io/acme/tool:1.0")).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(policy, "ghcr.io/acme/tool:1.0@" + DIGEST)).isEqualTo(Outcome.UNDETERMINED);
        assertThat(outcome(policy, "acme/tool:0.9")).isEqualTo(Outcome.DENIED);
        assertThat(outcome(policy, "acme/tool:1.0@" + DIGEST)).isEqualTo(Outcome.UNDETERMINED);
        assertThat(outcome(policy, "acme/other:1.0@" + DIGEST)).isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void denyWins() {
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
    void withdrawnNamesPassByNameAlone() {
        assertThat(outcome(Policies.of("allow: ['docker.io/library/*', '**']"), "centos"))
                .isEqualTo(Outcome.DENIED);
        assertThat(outcome(Policies.of("allow: [centos]"), "centos:7")).isEqualTo(Outcome.ALLOWED);
        assertThat(Policies.official().judge("centos").reason()).contains("removed on 2024-07-29");
        assertThat(Policies.official().judge("gazebo").reason()).contains("nothing has been built");
    }

    @Test
    void theListsOfNamesAreTheAdministrators() {
        ImagePolicy own = Policies.of("withdrawn: [mysql]\nofficial_names: [brandnew]");
        ImagePolicy more = Policies.of("withdrawn: [default, mysql]");

        assertThat(outcome(own, "mysql")).isEqualTo(Outcome.DENIED);
        assertThat(outcome(own, "centos")).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(own, "brandnew")).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(more, "mysql")).isEqualTo(Outcome.DENIED);
        assertThat(outcome(more, "centos")).isEqualTo(Outcome.DENIED);
    }

    @Test
    void publishersAreTrustedWithAReason() {
        ImagePolicy policy = Policies.of("""
                publishers:
                  - namespace: quay.io/keycloak
                    reason: Open source, signed releases
                    vouched_by: Platform team
                """);

        Verdict verdict = policy.judge("quay.io/keycloak/keycloak:26.0");

        assertThat(verdict.outcome()).isEqualTo(Outcome.ALLOWED);
        assertThat(verdict.reason()).contains("Open source, signed releases", "vouched for by Platform team");
        assertThat(verdict.place()).endsWith(":2:5");
        assertThat(outcome(policy, "quay.io/keycloak-evil/keycloak")).isEqualTo(Outcome.DENIED);
        assertThat(outcome(policy, "keycloak/keycloak")).isEqualTo(Outcome.DENIED);
    }

    @Test
    void tagsThatMoveCanBeDenied() {
        ImagePolicy policy = Policies.of("tags: {deny: [latest, 'nightly-*']}");

        assertThat(outcome(policy, "mysql:8.4")).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(policy, "mysql:latest")).isEqualTo(Outcome.DENIED);
        assertThat(outcome(policy, "mysql:nightly-7")).isEqualTo(Outcome.DENIED);
        assertThat(outcome(policy, "mysql@" + DIGEST)).isEqualTo(Outcome.ALLOWED);
        assertThat(policy.judge("mysql").outcome()).isEqualTo(Outcome.DENIED);
        assertThat(policy.judge("mysql").reason()).contains("names no tag");
        assertThat(policy.judge("mysql").place()).endsWith(":1:15");
    }

    @Test
    void aDigestCanBeRequired() {
        ImagePolicy policy = Policies.of("digest: required");

        assertThat(outcome(policy, "mysql:8.4")).isEqualTo(Outcome.DENIED);
        assertThat(outcome(policy, "mysql:8.4@" + DIGEST)).isEqualTo(Outcome.ALLOWED);
        assertThat(policy.judge("mysql:8.4").remedy()).contains("docker.io/library/mysql:8.4@sha256:");
    }

    @ParameterizedTest
    @CsvSource({"5, DENIED", "6, DENIED", "7, ALLOWED", "365, ALLOWED", "366, DENIED", "-3, DENIED"})
    void ageIsBoundedWhereItIsKnown(int days, Outcome expected) {
        ImagePolicy policy = Policies.of("age: {min_days: 7, max_days: 365}");
        Instant created = Policies.NOW.minus(Duration.ofDays(days));

        assertThat(policy.judge("mysql:8", Optional.of(new ImageFacts(Map.of(), created, List.of("mysql@" + DIGEST))))
                        .outcome())
                .isEqualTo(expected);
    }

    @Test
    void whatIsNotKnownIsSaid() {
        ImagePolicy policy = Policies.of("age: {min_days: 7}\nrequire: {licenses: [MIT]}\nallow: ['acme/*']");
        ImageFacts undated = new ImageFacts(Map.of(), Instant.EPOCH, List.of("mysql@" + DIGEST));

        assertThat(policy.judge("mysql").notes()).singleElement().asString().contains("age was not checked");
        assertThat(policy.judge("acme/x").notes()).singleElement().asString().contains("age and labels were not");
        assertThat(policy.judge("mysql", Optional.of(undated)).notes())
                .singleElement()
                .asString()
                .contains("does not say when it was made");
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
    void claimsOfTheImageAreComparedAndCalledSo(String source, String licenses, Outcome expected) {
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
        ImageFacts facts = new ImageFacts(labels, null, List.of("acme/tool@" + DIGEST, "mysql@" + DIGEST));

        Verdict verdict = policy.judge("acme/tool:1", Optional.of(facts));

        assertThat(verdict.outcome()).isEqualTo(expected);
        assertThat(verdict.reason() + verdict.notes()).containsAnyOf("own claim", "does not claim it");
        assertThat(policy.judge("mysql:8", Optional.of(facts)).outcome()).isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void exemptionsHoldUntilTheirLastDay() {
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
        assertThat(policy.judge("acme/last:1").reason()).contains("exempt until 2026-11-24: migration (Ada)");
        assertThat(policy.judge("acme/soon:1").notes()).anyMatch(note -> note.contains("ends on 2026-12-08"));
        assertThat(policy.judge("acme/long:1").notes()).isEmpty();
        assertThat(outcome(policy, "acme/long:2")).isEqualTo(Outcome.DENIED);
        assertThat(outcome(policy, "acme/long:1@" + DIGEST)).isEqualTo(Outcome.DENIED);
        assertThat(policy.warnings())
                .hasSize(3)
                .anyMatch(warning -> warning.contains(".yml:3:5: ") && warning.contains("expired"))
                .noneMatch(warning -> warning.contains("acme/long"));
    }

    @Test
    void anImageThatWasNotPulledIsNotOfficial() {
        ImageFacts built = new ImageFacts(Map.of(), Policies.NOW, List.of());

        assertThat(Policies.official().judge("mysql:8", Optional.of(built)).outcome())
                .isEqualTo(Outcome.UNDETERMINED);
        assertThat(Policies.official()
                        .judge("mysql:8", facts("mysql@" + DIGEST))
                        .outcome())
                .isEqualTo(Outcome.ALLOWED);
        assertThat(Policies.official()
                        .judge("mysql:8", facts("evil/mysql@" + DIGEST))
                        .outcome())
                .isEqualTo(Outcome.UNDETERMINED);
        assertThat(Policies.of("allow: ['acme/*']")
                        .judge("acme/x", Optional.of(built))
                        .notes())
                .anyMatch(note -> note.contains("not pulled"));
    }

    @ParameterizedTest
    @CsvSource({
        "mysqll, mysql",
        "mysql-server, ''",
        "evil/mysql, mysql",
        "evil/mysqk, mysql",
        "ghcr.io/acme/toool, ghcr.io/acme/tool",
        "ghcr.io/acne/tool, ghcr.io/acme/tool",
        "postgers:16, postgres",
        "pyhton, python",
        "something/else-entirely, ''"
    })
    void pointsOutTheNearestAllowedName(String reference, String nearest) {
        ImagePolicy policy = Policies.of("allow: [ghcr.io/acme/tool]");

        assertThat(policy.judge(reference).nearest()).isEqualTo(nearest);
        assertThat(outcome(policy, reference)).isNotEqualTo(Outcome.ALLOWED);
    }

    @Test
    void aLetterOfAnotherScriptIsPointedOut() {
        Verdict verdict = Policies.official().judge("m\u0443sql");

        assertThat(verdict.malformed()).isTrue();
        assertThat(verdict.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(verdict.reason()).contains("U+0443 at position 2");
        assertThat(verdict.nearest()).isEqualTo("mysql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J\u009b", "", " ", "\ud83d", "**", "a/**", "@", ":"})
    void anyTextGetsAVerdict(String text) {
        ImagePolicy policy = Policies.of("allow: ['**']");

        assertThat(outcome(policy, text)).isEqualTo(Outcome.DENIED);
        assertThat(outcome(policy, text + "a".repeat(100_000))).isEqualTo(Outcome.DENIED);
    }

    @Test
    void settingsAndVerdictsTravel() throws Exception {
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
                List.of(new NamedImage(
                        "mysql",
                        new ImageLocation("Dockerfile", 1, 6, "FROM"),
                        "",
                        "",
                        new ImageFacts(Map.of("a", "b"), Policies.NOW, List.of()))));

        assertThat(travelled(policy.settings())).isEqualTo(policy.settings());
        assertThat(travelled(PolicySettings.OFFICIAL_ONLY)).isEqualTo(PolicySettings.OFFICIAL_ONLY);
        assertThat(travelled(result)).isEqualTo(result);
        assertThat(travelled(ImageReference.parse("a/b:c"))).isEqualTo(ImageReference.parse("a/b:c"));
    }

    private static Object travelled(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    private static Optional<ImageFacts> facts(String digest) {
        return Optional.of(new ImageFacts(Map.of(), Policies.NOW.minus(Duration.ofDays(30)), List.of(digest)));
    }
}
