package io.jenkins.plugins.dockereventwatch.settings.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.grouping.CrashLoopLimit;
import io.jenkins.plugins.dockereventwatch.grouping.Grouping;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdatePlan;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.rule.RuleSummary;
import io.jenkins.plugins.dockereventwatch.settings.CompiledSettings;
import io.jenkins.plugins.dockereventwatch.settings.WatchConfigurationFactory;
import io.jenkins.plugins.dockereventwatch.settings.channel.ChannelSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.HeartbeatSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.SmtpChannel;
import io.jenkins.plugins.dockereventwatch.settings.channel.WebhookChannel;
import io.jenkins.plugins.dockereventwatch.settings.credentials.KnownCredentials;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionOperator;
import io.jenkins.plugins.dockereventwatch.settings.rule.NotificationPolicySetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.RuleSetting;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConfigYmlImportTest {

    private static final String CONFIG = """
        notifiers:
          email:
            url: "smtp://david@docampo.ch:hunter2@mail.docampo.ch:587?from=david@docampo.ch&to=david@docampo.ch"
            template: email.txt
            rate_limit: off
          chat: {url: "https://chat.example.org/hunter2", data_encoding: urlencode.payload, rate_burst: 7,
            only: [mon-fri 08:00-18:00, "sat, sun 10:00-24:00"], zone: Europe/Zurich, otherwise: email}
        notifications:
          - title: A service fails
            when_regex: {Actor.Attributes.image: [phone-book, mysql]}
            when: {Actor.Attributes.exitCode: "1", Action: [die, oom]}
            unless: {Actor.Attributes.name: test}
            notify: [email, chat]
          - title: All of them
            match: all
            when_regex: {status: [d, i, e]}
            notify: email
        """;

    private final KnownCredentials credentials = new KnownCredentials();

    @Nested
    class RulesAndChannels {

        @Test
        void importsRulesUnchanged() throws Exception {
            ConfigYmlImport imported = ConfigYmlImport.of(CONFIG);

            CompiledSettings plan = new WatchConfigurationFactory(credentials)
                    .create(
                            List.of(),
                            channels(imported),
                            imported.rules(),
                            imported.notificationPolicy().orElseGet(NotificationPolicySetting::new),
                            imported.silences(),
                            new WatchConfigurationFactory.MonitoringSettings(
                                    List.of(), Optional.empty(), new HeartbeatSetting(), HostUpdatePlan.NOTHING));

            assertThat(plan.problems()).isEmpty();
            assertThat(plan.watch().rules().rules())
                    .extracting(RuleSummary::of)
                    .containsExactly(
                            "when image matches any of phone-book, mysql and exitCode is 1 and Action is any of die, oom,"
                                    + " unless name is test → email, chat",
                            "when status matches d and status matches i and status matches e → email");
        }

        @Test
        void importsImagePolicyCondition() throws Exception {
            ConfigYmlImport imported = ConfigYmlImport.of(
                    CONFIG.replace("    match: all\n", "    image_policy: [denied, undetermined]\n"));

            assertThat(imported.incompleteRules()).isZero();
            assertThat(imported.rules().get(1).getConditions())
                    .extracting(
                            condition -> condition.field,
                            condition -> condition.operator,
                            condition -> condition.values)
                    .contains(tuple("image", ConditionOperator.IMAGE_VERDICT_ANY_OF, "denied\nundetermined"));
        }

        @Test
        void disablesIncompleteRules() throws Exception {
            ConfigYmlImport imported = ConfigYmlImport.of(CONFIG.replace("[phone-book, mysql]", "[phone-book, '(']"));

            assertThat(imported.rules().stream().collect(Collectors.toMap(rule -> rule.title, RuleSetting::isEnabled)))
                    .containsEntry("A service fails", false)
                    .containsEntry("All of them", true);
            assertThat(imported.incompleteRules()).isEqualTo(1);
        }

        @Test
        void storesPasswordsAndWebhookAddressesAsCredentials() throws Exception {
            List<ChannelSetting> channels = channels(ConfigYmlImport.of(CONFIG));

            assertThat(credentials.secretTexts)
                    .containsEntry("kept-email", "hunter2")
                    .containsEntry("kept-chat", "https://chat.example.org/hunter2");
            SmtpChannel smtp = (SmtpChannel) channels.get(0);
            assertThat(smtp.url).doesNotContain("hunter2");
            MailNotifier mail =
                    (MailNotifier) smtp.toNotifier("n", smtp.ownRecipients(), Optional.empty(), credentials);
            assertThat(mail.to()).containsExactly("david@docampo.ch");
            assertThat(mail.rateLimit().perMinute()).isZero();
            assertThat(mail.server().port()).isEqualTo(587);
            assertThat(mail.server().login()).hasValueSatisfying(login -> {
                assertThat(login.user()).isEqualTo("david@docampo.ch");
                assertThat(login.password().reveal()).isEqualTo("hunter2");
            });
            assertThat(((WebhookChannel) channels.get(1)).getFormField()).isEqualTo("payload");
            assertThat(channels.get(1).getRateBurst()).isEqualTo(7);
        }

        @Test
        void importsActiveHours() throws Exception {
            List<ChannelSetting> channels = channels(ConfigYmlImport.of(CONFIG));

            assertThat(channels.get(0).getActiveHours()).isEmpty();
            assertThat(channels.get(1).getActiveHours()).isEqualTo("mon-fri 08:00-18:00, sat, sun 10:00-24:00");
            assertThat(channels.get(1).getActiveZone()).isEqualTo("Europe/Zurich");
            assertThat(channels.get(1).getOtherwise()).isEqualTo("email");
        }
    }

    @Nested
    class OtherSettings {

        @Test
        void importsDeliverySettings() throws Exception {
            ConfigYmlImport imported = ConfigYmlImport.of("""
                notifiers:
                  email: {url: "smtp://mail.example.org?from=a@example.org&to=b@example.org"}
                group: {by: [host, Actor.Attributes.image], wait: 20s, interval: 10m, repeat: 1d}
                crash_loop: {deaths: 5, within: 90s}
                resolved: true
                silences:
                  - {reason: "nightly backup", when: {Actor.Attributes.name: backup}, days: [sat, sun], from: "02:00", to: "04:30", zone: Europe/Zurich}
                  - {reason: "lunch", from: "12:00", to: "13:00", zone: UTC}
                image_policy: {official: false, allow: ["ghcr.io/acme/**"], tags: {deny: [latest]}, digest: required}
                notifications:
                  - {title: usual, when: {Action: die}, notify: email}
                  - {title: each, when: {Action: die}, group: none, crash_loop: none, resolved: false, notify: email}
                  - {title: patient, when: {Action: die}, unless: {restarted_within: 2m}, for: 5m, notify: email}
                """);

            assertThat(imported.leftOut()).isEmpty();
            assertThat(imported.alsoTaken()).isEqualTo("group, crash_loop, resolved, silences, image_policy");
            CompiledSettings plan = new WatchConfigurationFactory(credentials)
                    .create(
                            List.of(),
                            channels(imported),
                            imported.rules(),
                            imported.notificationPolicy().orElseThrow(),
                            imported.silences(),
                            new WatchConfigurationFactory.MonitoringSettings(
                                    List.of(), Optional.empty(), new HeartbeatSetting(), HostUpdatePlan.NOTHING));
            assertThat(plan.problems()).isEmpty();
            NotificationPolicy usual = new NotificationPolicy(
                    Optional.of(new Grouping(
                            List.of("host", "image"),
                            Duration.ofSeconds(20),
                            Duration.ofMinutes(10),
                            Duration.ofDays(1))),
                    Optional.of(new CrashLoopLimit(5, Duration.ofSeconds(90))),
                    Optional.empty(),
                    true);
            assertThat(plan.watch().policies().others()).isEqualTo(usual);
            assertThat(plan.watch().policies().byRule())
                    .containsEntry("usual", usual)
                    .containsEntry("each", NotificationPolicy.EACH)
                    .containsEntry(
                            "patient",
                            new NotificationPolicy(
                                    usual.grouping(),
                                    usual.crashLoop(),
                                    Optional.of(new RestartGracePeriod(Duration.ofMinutes(2), false)),
                                    true,
                                    Optional.of(Duration.ofMinutes(5))));
            assertThat(imported.rules())
                    .extracting(RuleSetting::getNotificationPolicy)
                    .element(0)
                    .isNull();
            assertThat(plan.watch().policies().silences())
                    .extracting(
                            RecurringSilence::reason,
                            RecurringSilence::from,
                            silence -> silence.days().size())
                    .containsExactly(
                            tuple("nightly backup", LocalTime.of(2, 0), 2), tuple("lunch", LocalTime.of(12, 0), 7));
            assertThat(imported.imagePolicy()).hasValueSatisfying(policy -> {
                assertThat(policy.official().allowed()).isFalse();
                assertThat(policy.patterns().allow())
                        .extracting(PolicySettings.Entry::value)
                        .containsExactly("ghcr.io/acme/**");
            });
        }

        @Test
        void importsHeartbeat() throws Exception {
            ConfigYmlImport imported = ConfigYmlImport.of("""
                notifiers: {email: {url: "smtp://mail.example.org?from=a@example.org&to=b@example.org"}}
                heartbeat: {schedule: "0 7 * * *", notify: email}
                """);

            assertThat(imported.leftOut()).isEmpty();
            assertThat(imported.alsoTaken()).isEqualTo("heartbeat");
            HeartbeatSetting heartbeat = imported.heartbeat().orElseThrow();
            assertThat(heartbeat.isEnabled()).isTrue();
            assertThat(heartbeat.getSchedule()).isEqualTo("0 7 * * *");
            assertThat(heartbeat.getChannels()).isEqualTo("email");
            assertThat(ConfigYmlImport.of("heartbeat: off")
                            .heartbeat()
                            .orElseThrow()
                            .isEnabled())
                    .isFalse();
        }

        @Test
        void importsTimeZoneOfHeartbeat() {
            ConfigYmlImport imported = ConfigYmlImport.of("""
                notifiers: {a: {url: "smtp://mail.example.org?from=a@example.org&to=b@example.org"}}
                heartbeat: {schedule: 0 7 * * *, zone: Asia/Tokyo, holidays: [12-25]}
                """);

            assertThat(imported.heartbeat().orElseThrow().toSchedule().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
            assertThat(imported.leftOut()).singleElement().asString().contains("holidays");
        }
    }

    @Nested
    class Availability {

        private static final String SERVICES = """
                notifiers:
                  a: {url: "smtp://mail.example.org?from=a@example.org&to=b@example.org"}
                  b: {url: "smtp://mail.example.org?from=a@example.org&to=c@example.org"}
                services:
                  phone-book: {container: phone-book, absent_for: never, memory_above: 90, memory_for: 90s, notify: b}
                  shop: {project: shop}
                  web: {project: shop, service: web}
                  any: {service: web, unhealthy_for: never}
                  swarm: {swarm_service: shop_web}
                  "*": {label: docker-event-watch.enable=true}
                hosts: {unreachable_for: 5m, notify: a}
                """;

        @Test
        void importsServicesUnchanged() throws Exception {
            ConfigYmlImport imported = ConfigYmlImport.of(SERVICES);

            CompiledSettings plan = new WatchConfigurationFactory(credentials)
                    .create(
                            List.of(),
                            channels(imported),
                            List.of(),
                            new NotificationPolicySetting(),
                            List.of(),
                            new WatchConfigurationFactory.MonitoringSettings(
                                    imported.services(),
                                    imported.hostAvailability(),
                                    new HeartbeatSetting(),
                                    HostUpdatePlan.NOTHING));

            assertThat(imported.leftOut()).isEmpty();
            assertThat(imported.alsoTaken()).isEqualTo("services, hosts");
            assertThat(plan.problems()).isEmpty();
            assertThat(plan.watch().monitoring().availability())
                    .isEqualTo(ConfigurationReader.readLeniently(SERVICES).availability());
        }

        @Test
        void reportsOmittedServicesAndHosts() throws Exception {
            ConfigYmlImport imported = ConfigYmlImport.of("""
                services:
                  a: {container: a, absent_for: soon}
                hosts: {unreachable_for: soon}
                """);

            assertThat(imported.services()).isEmpty();
            assertThat(imported.hostAvailability()).isEmpty();
            assertThat(imported.alsoTaken()).isEmpty();
            assertThat(imported.leftOut())
                    .anySatisfy(line -> assertThat(line).startsWith("Line 2,").contains("'a' is not imported"))
                    .anySatisfy(line -> assertThat(line).startsWith("Line 2,").contains("soon"))
                    .anySatisfy(line -> assertThat(line).startsWith("Line 3,").contains("'hosts' is not imported"))
                    .anySatisfy(line -> assertThat(line).startsWith("Line 3,").contains("soon"));
        }
    }

    @Nested
    class OmittedParts {

        @Test
        void reportsOmittedLines() throws Exception {
            assertThat(ConfigYmlImport.of(CONFIG).leftOut())
                    .singleElement()
                    .asString()
                    .startsWith("Line 4, column 5:")
                    .contains("template");
        }

        @Test
        void omitsPartsThatWouldBeTooWide() throws Exception {
            ConfigYmlImport imported = ConfigYmlImport.of("""
                silences:
                  - {reason: "all too wide", when_regex: {Actor.Attributes.name: "("}, from: "02:00", to: "04:30"}
                image_policy: {allow: ["ghcr.io/acme/**"], deny: ["ghcr.io/a**b"]}
                limits: {default: {memory: 1g}}
                heartbeat: {}
                notifications: []
                """);

            assertThat(imported.silences()).isEmpty();
            assertThat(imported.imagePolicy()).isEmpty();
            assertThat(imported.notificationPolicy()).isEmpty();
            assertThat(imported.alsoTaken()).isEmpty();
            assertThat(imported.leftOut())
                    .hasSize(5)
                    .anySatisfy(line -> assertThat(line).startsWith("Line 5,").contains("heartbeat"))
                    .anySatisfy(line -> assertThat(line).startsWith("Line 2,").contains("RE2"))
                    .anySatisfy(line -> assertThat(line).startsWith("Line 3,").contains("a**b"))
                    .anySatisfy(line -> assertThat(line).startsWith("Line 3,").contains("not imported"))
                    .anySatisfy(line -> assertThat(line).startsWith("Line 4,").contains("limits"));
        }

        @Test
        void reportsPolicyInSeparateFile() throws Exception {
            ConfigYmlImport imported = ConfigYmlImport.of("image_policy: policy.yml");

            assertThat(imported.imagePolicy()).isEmpty();
            assertThat(imported.leftOut()).singleElement().asString().contains("its file is not available");
        }

        @Test
        void reportsLocationOfInvalidYaml() {
            assertThatThrownBy(() -> ConfigYmlImport.of("a:\n  - [b"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Line ");
        }
    }

    private List<ChannelSetting> channels(ConfigYmlImport imported) throws Exception {
        return imported.channels(this::keep);
    }

    private String keep(String notifier, Secret secret) {
        credentials.secretTexts.put("kept-" + notifier, secret.reveal());
        return "kept-" + notifier;
    }
}
