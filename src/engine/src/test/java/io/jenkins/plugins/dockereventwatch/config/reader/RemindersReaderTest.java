package io.jenkins.plugins.dockereventwatch.config.reader;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.DID_YOU_MEAN;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.EXPECTED_NUMBER;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.INVALID_ZONE;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.IS_WEBHOOK;
import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.NO_FUTURE_DATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.advice.Hold;
import io.jenkins.plugins.dockereventwatch.update.advice.NamePattern;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateClass;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemindersReaderTest {

    private static final String NOTIFIERS = """
        notifiers:
          email: {url: "smtp://mail.example.org?from=watch@example.org&to=ops@example.org"}
          boss: {url: "smtp://mail.example.org?from=watch@example.org&to=boss@example.org"}
          chat: {url: "https://chat.example.org/x", template: chat.json, data_encoding: json}
        """;

    @TempDir
    private Path folder;

    @Test
    void acceptsMinimalSettings() throws Exception {
        ReminderSettings reminders = read("""
            reminders:
              hosts: {docker-01: local}
              notify: email
            """).orElseThrow();

        assertThat(reminders.hosts()).containsOnlyKeys("docker-01");
        assertThat(reminders.schedule().words(Locale.ENGLISH)).startsWith("every Monday at 08:00 (");
        assertThat(reminders.schedule().zone()).isEqualTo(ZoneId.systemDefault());
        assertThat(reminders.policy()).isEqualTo(UpdatePolicy.DEFAULT);
        assertThat(reminders.mails().digest()).isFalse();
        assertThat(reminders.escalation().afterWeeks()).isZero();
        assertThat(reminders.mails().recipients())
                .extracting(MailNotifier::name)
                .containsExactly("email");
        assertThat(reminders.checkEvery()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void readsAllSettings() throws Exception {
        ReminderSettings reminders = read("""
            reminders:
              hosts: {docker-01: local, docker-02: "ssh://admin@docker-02:2222"}
              notify: [email]
              schedule: "H 9 * * 2"
              zone: Europe/Zurich
              holidays: [2026-12-29, 01-05]
              mail: digest
              check_minutes: 10
              escalate: {after_weeks: 2, notify: [boss]}
              wait: {minor: 3, kernel: 30}
              hotfix_from: critical
              classes: {"tz*": patch}
              lists_days: 2
              holds:
                - {package: "docker-ce*", version: "5:27*", reason: broken, by: david, until: 2026-12-24}
            """).orElseThrow();

        assertThat(reminders.hosts()).containsOnlyKeys("docker-01", "docker-02");
        assertThat(reminders.schedule().zone()).isEqualTo(ZoneId.of("Europe/Zurich"));
        assertThat(reminders.schedule().holidays().contains(LocalDate.parse("2031-01-05")))
                .isTrue();
        assertThat(reminders.mails().digest()).isTrue();
        assertThat(reminders.escalation().afterWeeks()).isEqualTo(2);
        assertThat(reminders.escalation().recipients())
                .extracting(MailNotifier::name)
                .containsExactly("boss");
        assertThat(reminders.checkEvery()).isEqualTo(Duration.ofMinutes(10));
        UpdatePolicy policy = reminders.policy();
        assertThat(policy.waitDays())
                .isEqualTo(Map.of(
                        UpdateClass.PATCH, 0,
                        UpdateClass.MINOR, 3,
                        UpdateClass.MAJOR, 21,
                        UpdateClass.KERNEL, 30,
                        UpdateClass.RELEASE, 21));
        assertThat(policy.hotfixFrom()).isEqualTo(Severity.CRITICAL);
        assertThat(policy.classes()).isEqualTo(Map.of(new NamePattern("tz*"), UpdateClass.PATCH));
        assertThat(policy.staleAfter()).isEqualTo(Duration.ofDays(2));
        assertThat(policy.holds())
                .containsExactly(new Hold(
                        new NamePattern("docker-ce*"),
                        Optional.of(new NamePattern("5:27*")),
                        "broken",
                        "david",
                        Optional.of(LocalDate.parse("2026-12-24"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{notify: email} | Missing key 'hosts' of reminders",
                "{hosts: {a: local}} | Missing key 'notify' of reminders",
                "{hosts: {a: local}, notify: mail} | Unknown notifier 'mail': expected email, boss",
                "{hosts: {a: local}, notify: chat} | " + IS_WEBHOOK,
                "{hosts: {a: -oProxyCommand=id}, notify: email} | Invalid ssh address",
                "{hosts: {'*': local}, notify: email} | Invalid host name '*'",
                "{hosts: {a: local}, notify: email, schedule: '0 8 31 2 *'} | " + NO_FUTURE_DATE,
                "{hosts: {a: local}, notify: email, zone: Europe/Berln} | " + INVALID_ZONE,
                "{hosts: {a: local}, notify: email, holidays: [christmas]} | Invalid date 'christmas'",
                "{hosts: {a: local}, notify: email, mail: digset} | " + DID_YOU_MEAN + "'digest'?",
                "{hosts: {a: local}, notify: email, check_minutes: 90} | Invalid number '90': " + EXPECTED_NUMBER + "1"
                        + " to 60",
                "{hosts: {a: local}, notify: email, escalate: {after_weeks: 3}} | Missing key 'notify' of escalate",
                "{hosts: {a: local}, notify: email, wait: {huge: 3}} | Unknown key 'huge'",
                "{hosts: {a: local}, notify: email, wait: {minor: soon}} | Invalid number 'soon': expected a number"
                        + " from 0 to 365",
                "{hosts: {a: local}, notify: email, hotfix_from: grave} | Invalid hotfix_from 'grave': expected low,",
                "{hosts: {a: local}, notify: email, hotfix_from: unknown} | Invalid hotfix_from 'unknown': expected low,"
                        + " moderate, important, critical",
                "{hosts: {a: local}, notify: email, classes: {'a*b': patch}} | Invalid name 'a*b'",
                "{hosts: {a: local}, notify: email, classes: {a: tiny}} | Invalid a 'tiny': expected patch,",
                "{hosts: {a: local}, notify: email, holds: [{package: a, reason: x}]} | Missing key 'by' of a hold",
                "{hosts: {a: local}, notify: email, holds: [{package: a, reason: x, by: y, until: soon}]} | Invalid"
                        + " date 'soon'",
                "{hostes: {a: local}, notify: email} | " + DID_YOU_MEAN + "'hosts'?"
            })
    void reportsErrorsWithPlace(String reminders, String message) {
        assertThatThrownBy(() -> read("reminders: " + reminders + "\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("config.yml:5:");
    }

    private Optional<ReminderSettings> read(String reminders) throws Exception {
        return new ConfigFile(folder).read(NOTIFIERS + reminders).monitoring().reminders();
    }
}
