package io.jenkins.plugins.dockereventwatch.config.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.dockereventwatch.config.ActiveHoursText;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.Events;
import io.jenkins.plugins.dockereventwatch.grouping.ActiveHours;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSummary;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

    private static final String MAIL = """
            notifiers:
              email:
                url: "smtp://h?from=a@example.org&to=b@example.org"
            """;

    @TempDir
    private Path folder;

    private Map<String, String> environment = Map.of();

    @Nested
    class UserConfiguration {

        /** The expected alerts were derived by hand from the rules and the recording. */
        @Test
        void alertsOnExpectedEvents() throws Exception {
            WatchConfiguration configuration = userConfiguration(true);
            List<String> alerts = new ArrayList<>();
            List<DockerEvent> events = Events.recorded("phone-book.ndjson");
            for (int i = 0; i < events.size(); i++) {
                DockerEvent event = events.get(i);
                List<Rule> rules = configuration.filters().pass(event)
                        ? configuration.rules().matching(event)
                        : List.of();
                if (!rules.isEmpty()) {
                    alerts.add((i + 1) + " " + event.attribute("name") + " " + event.action()
                            + rules.stream()
                                    .map(rule ->
                                            " " + (configuration.rules().rules().indexOf(rule) + 1))
                                    .reduce("", String::concat));
                }
            }

            assertThat(alerts)
                    .containsExactly(
                            "23 mysql die 1 3",
                            "37 phone-book die 3",
                            "39 phone-book stop 3",
                            "51 crash-loop die 1 3",
                            "60 oom die 3",
                            "61 crash-loop die 1 3",
                            "69 build-17 die 3",
                            "73 build-17 destroy 3",
                            "79 crash-loop die 1 3",
                            "82 fine die 2 3",
                            "84 fine destroy 3",
                            "97 crash-loop die 1 3",
                            "103 weird die 1 3",
                            "110 crash-loop die 1 3",
                            "120 crash-loop die 1 3",
                            "167 weird destroy 3",
                            "168 oom destroy 3",
                            "169 crash-loop destroy 3",
                            "170 mysql destroy 3",
                            "173 reverse-proxy die 3",
                            "174 phone-book-2 die 3",
                            "176 phone-book-2 destroy 3",
                            "178 reverse-proxy destroy 3");
        }

        @Test
        void namesMisspelledKey() {
            assertThatThrownBy(() -> userConfiguration(false))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(folder.resolve("config.yml")
                            + ":1:1: Unknown key 'otifiers': expected notifiers, filters, notifications, group, crash_loop, resolved, silences, services, hosts, limits, image_policy, reminders, heartbeat; did you mean"
                            + " 'notifiers'?");
        }

        @Test
        void readsMailServerAndRecipients() throws Exception {
            MailNotifier email =
                    (MailNotifier) userConfiguration(true).notifiers().get("email");

            assertThat(email.server().host()).isEqualTo("mail.docampo.ch");
            assertThat(email.server().port()).isEqualTo(587);
            assertThat(email.server().login().orElseThrow().user()).isEqualTo("david@docapo.ch");
            assertThat(email.server().login().orElseThrow().password().reveal()).isEqualTo("[PASSWORT]");
            assertThat(email.to()).containsExactly("david@docampo.ch");
            assertThat(email.template()).isPresent();
        }

        private WatchConfiguration userConfiguration(boolean corrected) throws IOException, ConfigurationException {
            Files.createDirectories(folder.resolve("templates"));
            Files.writeString(folder.resolve("templates/email.txt"), resource("seed-email.txt"));
            String config = resource("seed-config.yml");
            return read(corrected ? "n" + config : config);
        }
    }

    @Nested
    class RulesAndFilters {

        @Test
        void summarizesRulesInWords() throws Exception {
            WatchConfiguration configuration = read(MAIL + """
                    filters:
                      event: [die, stop]
                      type: container
                      label: [a, b=c]
                    notifications:
                      - title: 1
                        when:
                          Actor.Attributes.exitCode: [1]
                        when_regex:
                          status: (die|destroy)
                          Actor.Attributes.image: [phone-book, mysql]
                        notify: email
                      - title: on
                        match: all
                        when_regex: {Actor.Attributes.com.docker.compose.service: [a, b]}
                        unless: {Actor.Attributes.name: [x, yes]}
                        unless_regex: {Type: "^net"}
                        notify: [email]
                      - title: all
                        notify: [email]
                    """);

            assertThat(configuration.rules().rules().stream().map(RuleSummary::of))
                    .containsExactly(
                            "when status matches (die|destroy) and image matches any of phone-book, mysql and exitCode is 1"
                                    + " → email",
                            "when com.docker.compose.service matches all of a, b, unless Type matches ^net or name is any of"
                                    + " x, yes → email",
                            "on every event → email");
            assertThat(configuration.rules().rules().stream().map(Rule::title)).containsExactly("1", "on", "all");
            assertThat(RuleSummary.of(configuration.filters()))
                    .isEqualTo("event is any of die, stop and type is container and label is all of a, b=c");
        }

        @Test
        void matchAllDoesNotApplyToUnless() throws Exception {
            WatchConfiguration configuration = read(MAIL + """
                    notifications:
                      - title: t
                        match: all
                        unless: {Actor.Attributes.name: [x, y]}
                        notify: [email]
                    """);

            assertThat(configuration.rules().matching(Events.container("die", "name", "y")))
                    .isEmpty();
            assertThat(configuration.rules().matching(Events.container("die", "name", "z")))
                    .hasSize(1);
        }

        @Test
        void keepsDollarSignsOfPatterns() throws Exception {
            WatchConfiguration configuration = read(MAIL + """
                    notifications:
                      - title: t
                        when_regex: {Actor.Attributes.name: ["^a$", "b$$$$", "(c$)"]}
                        notify: [email]
                    """);

            assertThat(configuration.rules().rules().get(0).when().get(0).values())
                    .containsExactly("^a$", "b$$", "(c$)");
        }
    }

    @Nested
    class NotifierUrls {

        @ParameterizedTest
        @ValueSource(strings = {"p@ss/w:o?r#d%41&to=x", "[x]", "plain", "ü+ €", "a%zz"})
        void environmentPasswordNeedsNoEncoding(String password) throws Exception {
            environment = Map.of("PASSWORD", password, "USER", "david@docampo.ch");

            MailNotifier mail = mail("smtp://${USER}:${PASSWORD}@h:25?from=a@example.org&to=b@example.org");

            assertThat(mail.server().login().orElseThrow().password().reveal()).isEqualTo(password);
            assertThat(mail.server().login().orElseThrow().user()).isEqualTo("david@docampo.ch");
            assertThat(mail.server().host()).isEqualTo("h");
            assertThat(mail.to()).containsExactly("b@example.org");
            assertThat(mail.toString()).doesNotContain(password);
        }

        @Test
        void fileSecretLosesLastLineBreak() throws Exception {
            Files.writeString(folder.resolve("smtp-password"), "s3cret \n");

            assertThat(mail("smtp://u:${file:smtp-password}@h?from=a@example.org&to=b@example.org")
                            .server()
                            .login()
                            .orElseThrow()
                            .password()
                            .reveal())
                    .isEqualTo("s3cret ");
        }

        @Test
        void urlMayBeSecret() throws Exception {
            environment = Map.of(
                    "MAIL",
                    "smtps://u:p%40q@h?from=a@example.org&to=b@example.org",
                    "HOOK",
                    "https://example.org/T0/B0/x");
            Files.writeString(folder.resolve("t.json"), "{}");

            WatchConfiguration configuration = read("""
                    notifiers:
                      email: {url: "${MAIL}"}
                      chat: {url: "${HOOK}", template: t.json, data_encoding: urlencode.payload}
                    notifications:
                      - {title: t, notify: [email, chat]}
                    """);

            MailNotifier email = (MailNotifier) configuration.notifiers().get("email");
            assertThat(email.server().security()).isEqualTo(MailServer.Security.TLS);
            assertThat(email.server().port()).isEqualTo(465);
            assertThat(email.server().login().orElseThrow().password().reveal()).isEqualTo("p@q");
            WebhookNotifier chat = (WebhookNotifier) configuration.notifiers().get("chat");
            assertThat(chat.url().reveal()).isEqualTo("https://example.org/T0/B0/x");
            assertThat(chat.encoding()).isEqualTo(new WebhookNotifier.Encoding.Form("payload"));
            assertThat(configuration.toString()).doesNotContain("B0", "p@q");
        }

        @ParameterizedTest
        @CsvSource({
            "smtp://h?from=a@example.org&to=b@example.org, STARTTLS_IF_OFFERED, 587",
            "smtp://h:25?from=a@example.org&to=b@example.org&starttls=required, STARTTLS_REQUIRED, 25",
            "smtp://h:25?starttls=never&from=a@example.org&to=b@example.org, NONE, 25",
            "smtps://h?from=a@example.org&to=b@example.org, TLS, 465",
            "SMTP://[::1]:2525?from=a@example.org&to=b@example.org, STARTTLS_IF_OFFERED, 2525"
        })
        void schemeDeterminesSecurityAndPort(String url, MailServer.Security security, int port) throws Exception {
            MailNotifier mail = mail(url);

            assertThat(mail.server().security()).isEqualTo(security);
            assertThat(mail.server().port()).isEqualTo(port);
            assertThat(mail.server().login()).isEmpty();
        }
    }

    @Nested
    class RateLimits {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'' | 10 | 20",
                    "rate_limit: 30 | 30 | 20",
                    "rate_burst: 5 | 10 | 5",
                    "rate_limit: off | 0 | 20",
                    "rate_limit: 0 | 0 | 20",
                    "'rate_limit: 1, rate_burst: 1' | 1 | 1"
                })
        void readsRateLimit(String keys, int perMinute, int burst) throws Exception {
            String more = keys.isEmpty() ? "" : ", " + keys;
            WatchConfiguration configuration = read("""
                    notifiers:
                      email: {url: "smtp://h?from=a@example.org&to=b@example.org"%s}
                    notifications:
                      - {title: t, notify: [email]}
                    """.formatted(more));

            assertThat(configuration.notifiers().get("email").rateLimit()).isEqualTo(new RateLimit(perMinute, burst));
        }
    }

    @Nested
    class HoursOfNotifiers {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "mon-fri 08:00-18:00|mon-fri 08:00-18:00",
                    "8:00-18:30|08:00-18:30",
                    "'[mon-fri 08:00-12:00, \"Sat, sun 10:00 - 24:00\"]'|mon-fri 08:00-12:00, sat, sun 10:00-24:00",
                    "fri-mon 22:00-06:00|mon, fri-sun 22:00-06:00",
                    "'\"mon,wed 08:00-12:00, tue 13:00-14:00\"'|mon, wed 08:00-12:00, tue 13:00-14:00",
                    "mon-sun 00:00-24:00|00:00-24:00",
                })
        void readsDaysAndTimes(String only, String periods) throws Exception {
            ActiveHours hours = read(only, ", zone: Asia/Tokyo, otherwise: night");

            assertThat(ActiveHoursText.text(hours.periods())).isEqualTo(periods);
            assertThat(ActiveHoursText.parse(periods)).isEqualTo(hours.periods());
            assertThat(hours.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
            assertThat(hours.otherwise()).contains("night");
        }

        @Test
        void needOnlyPeriods() throws Exception {
            ActiveHours hours = read("mon-fri 08:00-18:00", "");

            assertThat(hours.zone()).isEqualTo(ZoneId.systemDefault());
            assertThat(hours.otherwise()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "mon-fri",
                    "mon-fri 8-18",
                    "08:00",
                    "08:00-18:60",
                    "08:00-18:00 mon",
                    "someday 08:00-18:00"
                })
        void rejectsOtherTexts(String text) {
            assertThatThrownBy(() -> ActiveHoursText.parse(text))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("expected");
        }

        private ActiveHours read(String only, String more) throws Exception {
            return ConfigurationReaderTest.this
                    .read("""
                    notifiers:
                      email: {url: "smtp://h?from=a@example.org&to=b@example.org", only: %s%s}
                      night: {url: "smtp://h?from=a@example.org&to=b@example.org"}
                    notifications:
                      - {title: t, notify: [email]}
                    """.formatted(only, more))
                    .policies()
                    .hours()
                    .get("email");
        }
    }

    @Nested
    class ConfigurationFiles {

        @Test
        void findsTemplateBesideConfiguration() throws Exception {
            Files.createDirectories(folder.resolve("templates"));
            Files.writeString(folder.resolve("templates/mail.txt"), "Subject: x\n\ny");
            Path config = folder.resolve("config.yml");
            Files.writeString(config, """
                    notifiers:
                      email:
                        url: "smtp://h?from=a@example.org&to=b@example.org"
                        template: /etc/docker-events-notifier/templates/mail.txt
                    notifications:
                      - {title: t, notify: [email]}
                    """);
            ConfigurationReader reader = reader();

            reader.read(config);

            assertThat(reader.files()).contains(config, folder.resolve("templates/mail.txt"));
        }

        @Test
        void acceptsByteOrderMark() throws Exception {
            assertThat(read("\uFEFF" + MAIL + "notifications:\n  - {title: t, notify: [email]}\n")
                            .rules()
                            .rules())
                    .hasSize(1);
        }
    }

    private MailNotifier mail(String url) throws IOException, ConfigurationException {
        return (MailNotifier) read("notifiers:\n  email:\n    url: \"" + url
                        + "\"\nnotifications:\n  - {title: t, notify: [email]}\n")
                .notifiers()
                .get("email");
    }

    private WatchConfiguration read(String yaml) throws IOException, ConfigurationException {
        Path config = folder.resolve("config.yml");
        Files.writeString(config, yaml);
        return reader().read(config);
    }

    private ConfigurationReader reader() {
        return new ConfigurationReader(environment, new GoTemplateEngine(ZoneOffset.UTC));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ConfigurationReaderTest.class.getResourceAsStream("/config/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
