package io.jenkins.plugins.dockereventwatch.config.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.availability.AvailabilitySettings;
import io.jenkins.plugins.dockereventwatch.availability.HostSettings;
import io.jenkins.plugins.dockereventwatch.availability.MemoryThreshold;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSelector;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSettings;
import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration;
import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration.ImportedRule;
import io.jenkins.plugins.dockereventwatch.config.NotifierDefinition;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problem;
import io.jenkins.plugins.dockereventwatch.rule.RuleSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LenientReaderTest {

    private static final String WHOLE = """
            notifiers:
              email:
                url: "smtp://david@docampo.ch:${SMTP_PASSWORD}@mail.docampo.ch:587?from=david@docampo.ch&to=david@docampo.ch"
                template: /etc/docker-events-notifier/templates/email.txt
              chat:
                url: https://chat.example.org/hooks/secret
                data_encoding: urlencode.payload
                only: mon-fri 08:00-18:00
                otherwise: email
            filters:
              event: [die, oom]
            notifications:
              - title: A service fails
                when_regex:
                  Actor.Attributes.image: [phone-book, mysql]
                unless:
                  Actor.Attributes.exitCode: "0"
                notify: [email, chat]
            """;

    @Test
    void importsKnownPartsAndReportsOthers() throws Exception {
        ImportedConfiguration imported = ConfigurationReader.readLeniently(WHOLE);

        assertThat(imported.notifiers()).hasSize(2);
        NotifierDefinition.Mail mail =
                (NotifierDefinition.Mail) imported.notifiers().get(0);
        assertThat(mail.name()).isEqualTo("email");
        assertThat(mail.mail().server().host()).isEqualTo("mail.docampo.ch");
        assertThat(mail.mail().server().login())
                .hasValueSatisfying(login -> assertThat(login.user()).isEqualTo("david@docampo.ch"));
        NotifierDefinition.Webhook chat =
                (NotifierDefinition.Webhook) imported.notifiers().get(1);
        assertThat(chat.url())
                .hasValueSatisfying(url -> assertThat(url.reveal()).isEqualTo("https://chat.example.org/hooks/secret"));
        assertThat(chat.hours().orElseThrow().otherwise()).contains("email");
        assertThat(imported.problems())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        first ->
                                assertThat(first).startsWith("config.yml:3:10:").contains("credentials"),
                        second ->
                                assertThat(second).startsWith("config.yml:4:5:").contains("template"));
    }

    @Test
    void importsFiltersAsConditions() throws Exception {
        assertThat(ConfigurationReader.readLeniently(WHOLE).rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.complete()).isTrue())
                .extracting(ImportedRule::rule)
                .extracting(RuleSummary::of)
                .isEqualTo("when Action is any of die, oom and image matches any of phone-book, mysql,"
                        + " unless exitCode is 0 → email, chat");
    }

    @Test
    void marksRulesThatLoseAConditionIncomplete() throws Exception {
        ImportedConfiguration imported = ConfigurationReader.readLeniently("""
                notifiers: {a: {url: "smtp://mail.example.org?from=a@example.org&to=b@example.org"}}
                notifications:
                  - {title: whole, notify: a, when: {Action: die}}
                  - {title: part, notify: a, when: {Action: die}, when_regex: {status: "("}}
                """);

        assertThat(imported.rules()).extracting(ImportedRule::complete).containsExactly(true, false);
        assertThat(imported.problems())
                .singleElement()
                .asString()
                .startsWith("config.yml:4:")
                .contains("RE2");
    }

    @Test
    void marksAllRulesIncompleteWithoutAFilter() throws Exception {
        ImportedConfiguration imported = ConfigurationReader.readLeniently("""
                notifiers: {a: {url: "smtp://mail.example.org?from=a@example.org&to=b@example.org"}}
                filters: {container: [web]}
                notifications: [{title: t, notify: a}]
                """);

        assertThat(imported.rules()).extracting(ImportedRule::complete).containsExactly(false);
        assertThat(imported.problems()).singleElement().asString().startsWith("config.yml:2:11:");
    }

    @Test
    void readsNoFilesOfTheMachine() throws Exception {
        ImportedConfiguration imported = ConfigurationReader.readLeniently("""
                notifiers: {a: {url: "${file:/etc/passwd}"}}
                notifications: [{title: "${file:/etc/passwd}", notify: a}]
                """);

        assertThat(imported.toString()).doesNotContain("root:");
        assertThat(imported.problems()).hasSize(2);
    }

    @Test
    void printsNoSecrets() throws Exception {
        ImportedConfiguration imported = ConfigurationReader.readLeniently("""
                notifiers:
                  a: {url: "smtp://u:hunter2@mail.example.org?from=a@example.org&to=b@example.org"}
                  b: {url: "https://chat.example.org/hooks/hunter2"}
                  c: {url: "smtp://u:hunter2@:99999?from=a@example.org"}
                notifications: []
                """);

        assertThat(imported.toString()).doesNotContain("hunter2");
    }

    @Test
    void rejectsTextThatIsNotYaml() {
        assertThatThrownBy(() -> ConfigurationReader.readLeniently("a: [b"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("config.yml:");
    }

    @Test
    void importsTheHeartbeat() throws Exception {
        String notifiers = """
                notifiers:
                  a: {url: "smtp://mail.example.org?from=a@example.org&to=b@example.org"}
                  c: {url: "https://chat.example.org/x"}
                notifications: []
                """;

        assertThat(ConfigurationReader.readLeniently(notifiers).defaults().heartbeat())
                .isEmpty();
        ImportedConfiguration daily =
                ConfigurationReader.readLeniently(notifiers + "heartbeat: {notify: a, schedule: '0 7 * * *'}\n");
        assertThat(daily.problems()).isEmpty();
        assertThat(daily.defaults().heartbeat().orElseThrow().settings()).hasValueSatisfying(heartbeat -> {
            assertThat(heartbeat.schedule().text()).isEqualTo("0 7 * * *");
            assertThat(heartbeat.notifiers()).containsExactly("a");
        });
        assertThat(ConfigurationReader.readLeniently(notifiers + "heartbeat: off\n")
                        .defaults()
                        .heartbeat()
                        .orElseThrow()
                        .settings())
                .isEmpty();
        assertThat(ConfigurationReader.readLeniently(notifiers + "heartbeat: {notify: c}\n")
                        .defaults()
                        .heartbeat())
                .isEmpty();
    }

    @Test
    void importsServicesAndHosts() throws Exception {
        ImportedConfiguration imported = ConfigurationReader.readLeniently("""
                notifiers:
                  a: {url: "smtp://mail.example.org?from=a@example.org&to=b@example.org"}
                  b: {url: "ftp://h"}
                services:
                  shop: {project: shop, service: web, absent_for: never, memory_above: 90%, notify: [a, b]}
                  "*": {label: watch=true}
                  late: {container: late, absent_for: soon}
                  none: {}
                hosts: {unreachable_for: 5m, notify: a}
                """);

        assertThat(imported.availability())
                .isEqualTo(new AvailabilitySettings(
                        List.of(
                                new ServiceSettings(
                                        "shop",
                                        new ServiceSelector(ServiceSelector.Kind.COMPOSE_SERVICE, "shop/web"),
                                        Optional.empty(),
                                        Optional.of(ServiceSettings.UNHEALTHY_FOR),
                                        Optional.of(new MemoryThreshold(90, MemoryThreshold.LASTING)),
                                        List.of("a", "b")),
                                new ServiceSettings(
                                        "*",
                                        new ServiceSelector(ServiceSelector.Kind.LABEL, "watch=true"),
                                        Optional.of(ServiceSettings.ABSENT_FOR),
                                        Optional.of(ServiceSettings.UNHEALTHY_FOR),
                                        Optional.empty(),
                                        List.of("a"))),
                        Optional.of(new HostSettings(Duration.ofMinutes(5), List.of("a")))));
        assertThat(imported.problems())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        url -> assertThat(url).startsWith("config.yml:3:12:"),
                        late -> assertThat(late).startsWith("config.yml:7:3:").contains("'late' is not imported"),
                        soon -> assertThat(soon).startsWith("config.yml:7:39:").contains("soon"),
                        none -> assertThat(none).startsWith("config.yml:8:3:").contains("'none' is not imported"),
                        missing -> assertThat(missing)
                                .startsWith("config.yml:8:9:")
                                .contains("Missing containers"));
    }

    @Test
    void omitsHostsWithAProblem() throws Exception {
        ImportedConfiguration imported = ConfigurationReader.readLeniently("""
                notifiers: {a: {url: "smtp://mail.example.org?from=a@example.org&to=b@example.org"}}
                hosts: {unreachable_for: 2m, notify: [a, c]}
                """);

        assertThat(imported.availability().hosts()).isEmpty();
        assertThat(imported.problems())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        hosts -> assertThat(hosts).startsWith("config.yml:2:1:").contains("'hosts' is not imported"),
                        unknown -> assertThat(unknown)
                                .startsWith("config.yml:2:42:")
                                .contains("'c'"));
    }
}
