package io.jenkins.plugins.dockereventwatch.config.reader;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.DID_YOU_MEAN;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.EXPECTED_FLAG;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.EXPECTED_NUMBER;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.HAS_VERDICT;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.INVALID_OFFICIAL_NAME;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.MUST_BE_LAST;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.NO_SUCH_FILE;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.REGISTRY_MISSING;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.TAG_MISSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.RuleSummary;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {

    @TempDir
    private Path folder;

    private PolicySettings read(String yaml) throws Exception {
        Path file = folder.resolve("policy.yml");
        Files.writeString(file, yaml);
        return PolicyReader.read(file);
    }

    @Test
    void readsAllSettings() throws Exception {
        PolicySettings policy = read("""
            official: false
            official_names: [brandnew]
            withdrawn: [default, mongo]
            allow: ghcr.io/acme/**
            deny:
              - docker.io/evil/*
            publishers:
              - {namespace: quay.io/x, reason: good, vouched_by: Ada}
            require:
              source: ['https://github.com/acme/**']
              licenses: [MIT]
            tags: {deny: [latest]}
            digest: required
            age: {min_days: 3, max_days: 400}
            exemptions:
              - {reference: 'a/b:1', reason: r, owner: o, until: 2027-01-31}
            """);
        String file = folder.resolve("policy.yml").toString();

        assertThat(policy)
                .isEqualTo(new PolicySettings(
                        file,
                        new PolicySettings.Official(
                                false, file + ":1:1", List.of("brandnew"), List.of("default", "mongo")),
                        new PolicySettings.Patterns(
                                List.of(new PolicySettings.Entry("ghcr.io/acme/**", file + ":4:8")),
                                List.of(new PolicySettings.Entry("docker.io/evil/*", file + ":6:5"))),
                        List.of(new PolicySettings.Publisher("quay.io/x", "good", "Ada", file + ":8:5")),
                        new PolicySettings.Limits(
                                List.of(new PolicySettings.Entry("latest", file + ":12:15")),
                                file + ":13:1",
                                3,
                                400,
                                file + ":14:1",
                                new PolicySettings.Requirement(
                                        List.of("https://github.com/acme/**"), List.of("MIT"), file + ":9:1")),
                        List.of(new PolicySettings.Exemption(
                                "a/b:1", "r", "o", LocalDate.of(2027, 1, 31), file + ":16:5"))));
    }

    @Test
    void defaultsAreSafe() throws Exception {
        PolicySettings policy = read("digest: optional");

        assertThat(policy.official().allowed()).isTrue();
        assertThat(policy.official().withdrawn()).containsExactly("default");
        assertThat(policy.patterns().allow()).isEmpty();
        assertThat(policy.limits().require()).isNull();
        assertThat(policy.limits()).isEqualTo(PolicySettings.Limits.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "oficial: true|1:1: Unknown key 'oficial': expected official,",
                "oficial: true|" + DID_YOU_MEAN + "'official'?",
                "official: maybe|1:11: Invalid official 'maybe': " + EXPECTED_FLAG,
                "allow: [ghcr.io]|1:9: Invalid image pattern 'ghcr.io': write 'ghcr.io/**' for a registry",
                "allow: ['*/x']|" + REGISTRY_MISSING,
                "allow: ['ghcr.io/**/x']|'**'" + MUST_BE_LAST,
                "allow: ['ghcr.io/a**']|'**'" + MUST_BE_LAST,
                "allow: ['ghcr.io/Acme/*']|lower case",
                "allow: ['ghcr.*/acme']|invalid registry",
                "allow: ['ghcr.io/acme/x:']|" + TAG_MISSING,
                "allow: ['ghcr.io/acme/x@sha256:12']|expected 64 digits",
                "allow: ['ghcr.io//x']|empty component",
                "allow: ['https://ghcr.io/x']|invalid registry",
                "allow: ['m\u0443sql/*']|invalid path component",
                "allow: {a: b}|1:8: Invalid value of allow: expected a text, got a mapping",
                "allow: []|Empty list of allow",
                "withdrawn: ['a/b']|" + INVALID_OFFICIAL_NAME,
                "official_names: [a:1]|" + INVALID_OFFICIAL_NAME,
                "publishers: [{namespace: quay.io/x, reason: r}]|Missing key 'vouched_by'",
                "publishers: [{namespace: quay.io/x, reason: ' ', vouched_by: v}]|Blank reason",
                "publishers: [{namespace: 'quay.io/x:1', reason: r, vouched_by: v}]|invalid path component",
                "require: {source: ['http://x/**']}|Invalid source pattern",
                "require: {source: ['https://u@x/y']}|Invalid source pattern",
                "require: {license: [MIT]}|" + DID_YOU_MEAN + "'licenses'?",
                "tags: [latest]|1:7: Invalid value of tags: expected a mapping",
                "tags: {deny: ['a b']}|Invalid tag pattern",
                "digest: always|Invalid digest 'always': expected required or optional",
                "age: {min_days: 0}|Invalid number '0': " + EXPECTED_NUMBER + "1 to 36500",
                "age: {max_days: x}|Invalid number 'x'",
                "exemptions: [{reference: a, reason: r, owner: o, until: soon}]|Invalid date 'soon': expected a date"
                        + " such as 2026-12-24",
                "exemptions: [{reference: a, reason: r, owner: o}]|Missing key 'until'",
                "#|The file is empty: expected at least one key",
                "allow: [|Not YAML",
                "allow: \"\\UFFFFFFFF\"|Not YAML"
            })
    void reportsErrorsWithPlace(String yaml, String complaint) {
        ConfigurationException wrong = catchThrowableOfType(ConfigurationException.class, () -> read(yaml));

        assertThat(wrong).hasMessageContaining(complaint).hasMessageContaining("policy.yml:1:");
    }

    @Test
    void reportsMissingFile() {
        Path missing = folder.resolve("missing.yml");

        assertThat(catchThrowableOfType(ConfigurationException.class, () -> PolicyReader.read(missing)))
                .hasMessage(missing + NO_SUCH_FILE);
    }

    @Test
    void configurationContainsOrNamesPolicy() throws Exception {
        assertThat(configuration("").rules().imagePolicy().settings()).isEqualTo(PolicySettings.OFFICIAL_ONLY);
        assertThat(configuration("image_policy:\n  allow: [ghcr.io/acme/**]\n")
                        .rules()
                        .imagePolicy()
                        .settings()
                        .patterns()
                        .allow())
                .containsExactly(new PolicySettings.Entry("ghcr.io/acme/**", folder.resolve("config.yml") + ":6:11"));
        Files.writeString(folder.resolve("policy.yml"), "digest: required");
        assertThat(configuration("image_policy: policy.yml\n")
                        .rules()
                        .imagePolicy()
                        .settings()
                        .limits()
                        .digest())
                .isEqualTo(folder.resolve("policy.yml") + ":1:1");
    }

    @Test
    void reportsErrorsOfNamedPolicy() throws Exception {
        Files.writeString(folder.resolve("policy.yml"), "digest: never");

        assertThat(catchThrowableOfType(
                        ConfigurationException.class, () -> configuration("image_policy: policy.yml\n")))
                .hasMessageContaining(
                        folder.resolve("policy.yml") + ":1:9: Invalid digest 'never': expected required or optional");
        assertThat(catchThrowableOfType(ConfigurationException.class, () -> configuration("image_policy:\n")))
                .hasMessageContaining("config.yml:5:14: Invalid image_policy: expected a policy");
    }

    @Test
    void rulesUseImagePolicy() throws Exception {
        WatchConfiguration configuration = rule("image_policy: [denied, undetermined]");

        assertThat(configuration.rules().rules().get(0).when())
                .containsExactly(Condition.onImagePolicy(List.of("denied", "undetermined")));
        assertThat(configuration.rules().imagePolicy().settings().patterns().allow())
                .hasSize(1);
        assertThat(RuleSummary.of(configuration.rules().rules().get(0)))
                .isEqualTo("when " + HAS_VERDICT + "any of denied, undetermined → email");
        assertThat(catchThrowableOfType(ConfigurationException.class, () -> rule("image_policy: denid")))
                .hasMessageContaining("Invalid image_policy 'denid': expected allowed, denied, undetermined")
                .hasMessageContaining(DID_YOU_MEAN + "'denied'?");
    }

    @Test
    void importsRuleWithPolicyCondition() throws Exception {
        ImportedConfiguration imported = ConfigurationReader.readLeniently("""
            notifiers:
              email: {url: "smtp://localhost?from=a@example.org&to=b@example.org"}
            notifications:
              - {title: t, when: {Action: start}, image_policy: denied, notify: email}
            """);

        assertThat(imported.problems()).isEmpty();
        assertThat(imported.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.complete()).isTrue();
            assertThat(rule.rule().when()).contains(Condition.onImagePolicy(List.of("denied")));
        });
    }

    private WatchConfiguration rule(String condition) throws Exception {
        return new ConfigFile(folder).read("""
            notifiers:
              email: {url: "smtp://localhost?from=a@example.org&to=b@example.org"}
            image_policy: {allow: ["ghcr.io/acme/**"]}
            notifications:
              - {title: t, %s, notify: email}
            """.formatted(condition));
    }

    @Test
    void watchesFileOfNamedPolicy() throws Exception {
        Files.writeString(folder.resolve("policy.yml"), "digest: required");
        ConfigurationReader reader = new ConfigurationReader(Map.of(), new GoTemplateEngine(ZoneOffset.UTC));
        write("image_policy: policy.yml\n");

        reader.read(folder.resolve("config.yml"));

        assertThat(reader.files()).contains(folder.resolve("policy.yml"));
    }

    private WatchConfiguration configuration(String policy) throws Exception {
        write(policy);
        return new ConfigurationReader(Map.of(), new GoTemplateEngine(ZoneOffset.UTC))
                .read(folder.resolve("config.yml"));
    }

    private void write(String policy) throws Exception {
        Files.writeString(folder.resolve("config.yml"), """
            notifiers:
              email: {url: "smtp://localhost?from=a@example.org&to=b@example.org"}
            notifications:
              - {title: t, notify: email}
            """ + policy);
    }
}
