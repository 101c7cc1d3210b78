package io.jenkins.plugins.dockereventwatch.image.policy;

import static io.jenkins.plugins.dockereventwatch.image.policy.Policies.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which references match a pattern. */
class PolicyPatternsTest {

    private static final String OTHER_DIGEST = "sha256:" + "f".repeat(64);

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
    void matchesWholeComponents(String pattern, String reference, boolean allowed) {
        ImagePolicy policy = Policies.of("official: false\nallow: ['" + pattern + "']");

        assertThat(outcome(policy, reference) == Outcome.ALLOWED).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/acme/**, ghcr.io:5000/acme/tool, true",
        "ghcr.io/acme/**, GHCR.IO/acme/tool, true",
        "ghcr.io:443/acme/**, ghcr.io/acme/tool, true",
        "ghcr.io:5000/acme/**, ghcr.io:5001/acme/tool, false",
        "ghcr.io:5000/acme/**, ghcr.io/acme/tool, false",
        "ghcr.io/acme/**, ghcr.io.example.org/acme/tool, false",
    })
    void deniedRegistryMatchesAnySpelling(String pattern, String reference, boolean denied) {
        ImagePolicy policy = Policies.of("allow: ['**']\ndeny: ['" + pattern + "']");

        assertThat(outcome(policy, reference) == Outcome.DENIED).isEqualTo(denied);
    }

    @Test
    void digestMatchesOneImage() {
        ImagePolicy policy = Policies.of("official: false\nallow: ['ghcr.io/acme/tool@" + Policies.DIGEST + "']");

        assertThat(outcome(policy, "ghcr.io/acme/tool@" + Policies.DIGEST)).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(policy, "ghcr.io/acme/tool:1@" + Policies.DIGEST)).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(policy, "ghcr.io/acme/tool@" + OTHER_DIGEST)).isEqualTo(Outcome.DENIED);
        assertThat(outcome(policy, "ghcr.io/acme/tool:1")).isEqualTo(Outcome.UNDETERMINED);
        assertThat(policy.judge("ghcr.io/acme/tool:1", Policies.facts("ghcr.io/acme/tool@" + Policies.DIGEST))
                        .outcome())
                .isEqualTo(Outcome.ALLOWED);
        assertThat(policy.judge("ghcr.io/acme/tool:1", Policies.facts("ghcr.io/acme/tool@" + OTHER_DIGEST))
                        .outcome())
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void ignoresTagOfReferenceWithDigest() {
        ImagePolicy policy = Policies.of("""
                official: false
                allow: ['ghcr.io/acme/*:1.*', 'docker.io/acme/**']
                deny: ['docker.io/acme/tool:0.*']
                """);

        assertThat(outcome(policy, "ghcr.io/acme/tool:1.0")).isEqualTo(Outcome.ALLOWED);
        assertThat(outcome(policy, "ghcr.io/acme/tool:1.0@" + Policies.DIGEST)).isEqualTo(Outcome.UNDETERMINED);
        assertThat(outcome(policy, "acme/tool:0.9")).isEqualTo(Outcome.DENIED);
        assertThat(outcome(policy, "acme/tool:1.0@" + Policies.DIGEST)).isEqualTo(Outcome.UNDETERMINED);
        assertThat(outcome(policy, "acme/other:1.0@" + Policies.DIGEST)).isEqualTo(Outcome.ALLOWED);
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
    void suggestsNearestAllowedName(String reference, String nearest) {
        ImagePolicy policy = Policies.of("allow: [ghcr.io/acme/tool]");

        assertThat(policy.judge(reference).nearest()).isEqualTo(nearest);
        assertThat(outcome(policy, reference)).isNotEqualTo(Outcome.ALLOWED);
    }

    @Test
    void reportsLettersOfOtherScripts() {
        Verdict verdict = Policies.official().judge("m\u0443sql");

        assertThat(verdict.malformed()).isTrue();
        assertThat(verdict.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(verdict.decision().reason()).contains("U+0443 at position 2");
        assertThat(verdict.nearest()).isEqualTo("mysql");
    }
}
