package io.jenkins.plugins.dockereventwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.availability.AvailabilitySettings;
import io.jenkins.plugins.dockereventwatch.availability.HostSettings;
import io.jenkins.plugins.dockereventwatch.availability.MemoryThreshold;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSelector;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSelector.Kind;
import io.jenkins.plugins.dockereventwatch.availability.ServiceSettings;
import io.jenkins.plugins.dockereventwatch.config.ActiveHoursText;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.ActiveHours;
import io.jenkins.plugins.dockereventwatch.grouping.CrashLoopLimit;
import io.jenkins.plugins.dockereventwatch.grouping.Grouping;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdatePlan;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSummary;
import io.jenkins.plugins.dockereventwatch.schedule.WeeklyPeriod;
import io.jenkins.plugins.dockereventwatch.settings.availability.HostAvailabilitySetting;
import io.jenkins.plugins.dockereventwatch.settings.availability.ServiceSelection;
import io.jenkins.plugins.dockereventwatch.settings.availability.ServiceSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.ChannelSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.HeartbeatSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.JenkinsMailChannel;
import io.jenkins.plugins.dockereventwatch.settings.channel.SmtpChannel;
import io.jenkins.plugins.dockereventwatch.settings.channel.WebhookChannel;
import io.jenkins.plugins.dockereventwatch.settings.credentials.KnownCredentials;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionOperator;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.NotificationPolicySetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.RestartCondition;
import io.jenkins.plugins.dockereventwatch.settings.rule.RuleSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.SilenceSetting;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WatchConfigurationFactoryTest {

    private final KnownCredentials credentials = new KnownCredentials();
    private final WatchConfigurationFactory planner = new WatchConfigurationFactory(credentials);
    private final JenkinsMailChannel mail = new JenkinsMailChannel("mail");

    @Nested
    class Rules {

        @Test
        void convertsConditions() {
            RuleSetting rule = rule("fails", "ops@example.org");
            rule.setConditions(List.of(
                    new ConditionSetting("Action", ConditionOperator.IS_ANY_OF, "die\noom"),
                    new ConditionSetting("image", ConditionOperator.MATCHES_ANY_OF, "^mysql"),
                    new ConditionSetting("exitCode", ConditionOperator.IS_NONE_OF, "0"),
                    new ConditionSetting("com.docker.compose.service", ConditionOperator.MATCHES_NONE_OF, "test")));

            CompiledSettings plan = plan(List.of(mail), rule);

            assertThat(plan.problems()).isEmpty();
            assertThat(plan.watch().rules().rules())
                    .extracting(RuleSummary::of)
                    .containsExactly("when Action is any of die, oom and image matches ^mysql, unless exitCode is 0 or"
                            + " com.docker.compose.service matches test → mail");
        }

        @Test
        void conditionsUseImagePolicyOfJenkins() {
            RuleSetting rule = rule("denied", "ops@example.org");
            rule.setConditions(List.of(
                    new ConditionSetting("image", ConditionOperator.IMAGE_VERDICT_ANY_OF, "denied\nundetermined")));
            RuleSetting slip = rule("slip", "ops@example.org");
            slip.setConditions(List.of(new ConditionSetting("image", ConditionOperator.IMAGE_VERDICT_ANY_OF, "evil")));

            CompiledSettings plan = plan(List.of(mail), rule, slip);

            assertThat(plan.watch().rules().imagePolicy()).isSameAs(credentials.policy);
            assertThat(plan.watch().rules().rules())
                    .singleElement()
                    .satisfies(only -> assertThat(only.when())
                            .containsExactly(Condition.onImagePolicy(List.of("denied", "undetermined"))));
            assertThat(plan.problems()).singleElement().asString().contains("slip", "evil", "allowed, denied");
        }

        @Test
        void invalidImagePolicyDeniesEveryImage() {
            credentials.hasPolicy = false;

            CompiledSettings plan = plan(List.of(mail), rule("a", "ops@example.org"));

            assertThat(plan.watch().rules().imagePolicy().judge("mysql:8.4").outcome())
                    .isEqualTo(Outcome.DENIED);
            assertThat(plan.problems()).singleElement().asString().contains("a pattern that is none");
        }

        @Test
        void knowsFieldsOutsideOfAttributes() {
            assertThat(ConditionSetting.path("planned")).hasToString("planned");
            assertThat(ConditionSetting.path("exitCode")).hasToString("Actor.Attributes.exitCode");
        }
    }

    @Nested
    class Recipients {

        @Test
        void mailsRecipientsOfChannelAndRule() {
            mail.setRecipients("team@example.org");

            CompiledSettings plan = plan(List.of(mail), rule("a", "ops@example.org, team@example.org"));

            assertThat(onlyMail(plan).to()).containsExactly("team@example.org", "ops@example.org");
            assertThat(onlyMail(plan).from()).isEqualTo("jenkins@example.org");
            assertThat(onlyMail(plan).server().host()).isEqualTo("mail.example.org");
        }

        @Test
        void rulesWithSameRecipientsShareNotifier() {
            CompiledSettings plan = plan(
                    List.of(mail),
                    rule("a", "ops@example.org"),
                    rule("b", "ops@example.org"),
                    rule("c", "others@example.org"));

            assertThat(plan.watch().notifiers()).containsOnlyKeys("mail", "mail: c");
            assertThat(plan.watch().rules().rules())
                    .extracting(Rule::notifiers)
                    .containsExactly(List.of("mail"), List.of("mail"), List.of("mail: c"));
        }

        @Test
        void rulesUseNamedChannels() {
            credentials.secretTexts.put("hook", "https://chat.example.org/x");
            RuleSetting named = rule("named", "ops@example.org");
            named.setChannels("chat");
            RuleSetting all = rule("all", "ops@example.org");

            CompiledSettings plan = plan(List.of(mail, new WebhookChannel("chat", "hook")), named, all);

            assertThat(plan.problems()).isEmpty();
            assertThat(plan.watch().rules().rules())
                    .extracting(Rule::notifiers)
                    .containsExactly(List.of("chat"), List.of("mail", "chat"));
            assertThat(plan.watch().notifiers().get("chat")).isInstanceOf(WebhookNotifier.class);
        }

        @Test
        void responsiblePeopleGetMailOnly() {
            credentials.secretTexts.put("hook", "https://chat.example.org/x");
            RuleSetting rule = rule("a", "");
            rule.setResponsiblePeople(true);

            CompiledSettings plan = plan(List.of(mail, new WebhookChannel("chat", "hook")), rule);

            assertThat(plan.problems()).isEmpty();
            assertThat(plan.toResponsiblePeople()).containsExactly("mail");
        }

        @Test
        void omitsMailWithoutMailSettings() {
            credentials.hasMail = false;
            credentials.secretTexts.put("hook", "https://chat.example.org/x");

            CompiledSettings plan =
                    plan(List.of(mail, new WebhookChannel("chat", "hook")), rule("a", "ops@example.org"));

            assertThat(plan.watch().notifiers()).containsOnlyKeys("chat");
            assertThat(plan.problems()).singleElement().asString().contains("no mail server");
        }
    }

    @Nested
    class Settings {

        @Test
        void sameSettingsCompileToEqualConfigurations() {
            credentials.secretTexts.put("hook", "https://chat.example.org/x");
            List<ChannelSetting> channels = List.of(mail, new WebhookChannel("chat", "hook"));
            RuleSetting rule = rule("a", "ops@example.org");
            rule.setTemplate("Subject: {{.Action}}\n\n");

            assertThat(plan(channels, rule)).isEqualTo(plan(channels, rule));
        }

        @Test
        void omitsDisabledHostsAndRules() {
            RuleSetting rule = rule("a", "ops@example.org");
            rule.setEnabled(false);
            DockerHostSetting host = new DockerHostSetting("here", "unix:///var/run/docker.sock");
            host.setEnabled(false);

            CompiledSettings plan = plan(List.of(host), List.of(mail), List.of(rule));

            assertThat(plan.watch().rules().rules()).isEmpty();
            assertThat(plan.watch().hosts()).isEmpty();
            assertThat(plan.problems()).isEmpty();
        }

        @Test
        void hostsGetTheirKeys() {
            DockerHostSetting tls = new DockerHostSetting("tls", "tcp://docker.example.org");
            tls.setCredentialsId("server");
            DockerHostSetting ssh = new DockerHostSetting("ssh", "ssh://docker.example.org");
            ssh.setCredentialsId("key");
            DockerHostSetting plain = new DockerHostSetting("plain", "tcp://docker.example.org");

            CompiledSettings plan = plan(List.of(tls, ssh, plain), List.of(), List.of());

            assertThat(plan.watch().hosts().get("tls"))
                    .hasToString("tcp://docker.example.org:2376 (TLS)")
                    .satisfies(host ->
                            assertThat(host.certificates().orElseThrow()).hasToString("/keys/server"));
            assertThat(plan.watch().hosts().get("ssh").uri()).hasToString("ssh://watcher@docker.example.org");
            assertThat(plan.watch().hosts().get("ssh").identity().orElseThrow()).hasToString("/keys/key/id");
            assertThat(plan.watch().hosts().get("plain")).hasToString("tcp://docker.example.org:2375");
        }

        @Test
        void invalidSettingsDoNotAffectOthers() {
            RuleSetting noPattern = rule("pattern", "ops@example.org");
            noPattern.setConditions(List.of(new ConditionSetting("image", ConditionOperator.MATCHES_ANY_OF, "(")));
            RuleSetting noChannel = rule("channel", "ops@example.org");
            noChannel.setChannels("mial");
            RuleSetting noTemplate = rule("template", "ops@example.org");
            noTemplate.setTemplate("Subject: x\n\n{{.Action");

            CompiledSettings plan = plan(
                    List.of(
                            new DockerHostSetting("bad", "http://x"),
                            new DockerHostSetting("good", "unix:///var/run/docker.sock")),
                    List.of(mail, new WebhookChannel("chat", "unknown")),
                    List.of(
                            noPattern,
                            noChannel,
                            noTemplate,
                            rule("nobody", ""),
                            rule("no address", "ops@"),
                            rule("good", "ops@example.org")));

            assertThat(plan.watch().hosts()).containsOnlyKeys("good");
            assertThat(plan.watch().rules().rules()).extracting(Rule::title).containsExactly("good");
            assertThat(plan.problems())
                    .anySatisfy(problem -> assertThat(problem).contains("Docker host bad", "unix:///"))
                    .anySatisfy(problem -> assertThat(problem).contains("Rule pattern", "RE2"))
                    .anySatisfy(problem -> assertThat(problem).contains("mial", "mail, chat"))
                    .anySatisfy(problem -> assertThat(problem).contains("template", "Line 3, column"))
                    .anySatisfy(problem -> assertThat(problem).contains("nobody", "no recipients"))
                    .anySatisfy(problem -> assertThat(problem).contains("Rule no address", "ops@"))
                    .anySatisfy(problem -> assertThat(problem).contains("chat", "no credentials unknown"));
        }

        @Test
        void secretsAreNotPrinted() {
            credentials.secretTexts.put("hook", "https://chat.example.org/hunter2");
            credentials.secretTexts.put("password", "hunter2");
            SmtpChannel smtp = new SmtpChannel("smtp", "smtp://u@mail.example.org?from=a@example.org&to=b@example.org");
            smtp.setCredentialsId("password");

            CompiledSettings plan = plan(List.of(smtp, new WebhookChannel("chat", "hook")), rule("a", ""));

            assertThat(plan.problems()).isEmpty();
            assertThat(plan.toString()).doesNotContain("hunter2");
        }

        @Test
        void invalidSecretUrlsAreNotRepeated() {
            credentials.secretTexts.put("hook", "hunter2 is no address");

            CompiledSettings plan = plan(List.of(new WebhookChannel("chat", "hook")), rule("a", ""));

            assertThat(plan.problems().toString()).contains("hook").doesNotContain("hunter2");
        }
    }

    @Nested
    class NotificationPolicyAndSilences {

        @Test
        void ruleOverridesDefaultPolicy() {
            NotificationPolicySetting all = new NotificationPolicySetting();
            all.setGroupBy("host, image, com.docker.compose.service");
            all.setWait("20s");
            all.setResolved(true);
            NotificationPolicySetting alone = new NotificationPolicySetting();
            alone.setGrouped(false);
            alone.setCrashLoops(false);
            RuleSetting each = rule("each", "ops@example.org");
            each.setNotificationPolicy(alone);
            RuleSetting patient = rule("patient", "ops@example.org");
            patient.setRestart(RestartCondition.STAYS_AWAY);
            patient.setRestartedWithin("1m");

            CompiledSettings plan = planner.create(
                    List.of(),
                    List.of(mail),
                    List.of(each, patient, rule("usual", "ops@example.org")),
                    all,
                    List.of(),
                    off());

            assertThat(plan.problems()).isEmpty();
            NotificationPolicy usual = plan.watch().policies().others();
            assertThat(usual.grouping())
                    .contains(new Grouping(
                            List.of("host", "image", "Actor.Attributes.com.docker.compose.service"),
                            Duration.ofSeconds(20),
                            Duration.ofMinutes(5),
                            Duration.ofHours(4)));
            assertThat(usual.crashLoop()).contains(CrashLoopLimit.DEFAULT);
            assertThat(usual.resolved()).isTrue();
            assertThat(plan.watch().policies().byRule())
                    .containsEntry("each", NotificationPolicy.EACH)
                    .containsEntry("usual", usual)
                    .containsEntry(
                            "patient",
                            new NotificationPolicy(
                                    usual.grouping(),
                                    usual.crashLoop(),
                                    Optional.of(new RestartGracePeriod(Duration.ofMinutes(1), false)),
                                    true));
        }

        @Test
        void invalidPolicyLosesNoAlert() {
            NotificationPolicySetting all = new NotificationPolicySetting();
            all.setInterval("1s");
            RuleSetting rule = rule("a", "ops@example.org");
            rule.setRestart(RestartCondition.COMES_BACK);
            rule.setRestartedWithin("soon");
            RuleSetting twin = rule("twin", "ops@example.org");
            RuleSetting otherTwin = rule("twin", "ops@example.org");
            otherTwin.setRestart(RestartCondition.COMES_BACK);
            SilenceSetting silence = new SilenceSetting("backup", "2 o'clock", "04:30");

            CompiledSettings plan = planner.create(
                    List.of(), List.of(mail), List.of(rule, twin, otherTwin), all, List.of(silence), off());

            assertThat(plan.watch().rules().rules()).extracting(Rule::title).containsExactly("a", "twin", "twin");
            assertThat(plan.watch().policies())
                    .isEqualTo(new NotificationPolicies(
                            NotificationPolicy.DEFAULT, Map.of("twin", NotificationPolicy.DEFAULT), List.of()));
            assertThat(plan.problems())
                    .satisfiesExactly(
                            problem -> assertThat(problem).contains("1s", "10s"),
                            problem -> assertThat(problem).contains("Rule a", "soon"),
                            problem -> assertThat(problem).contains("twin"),
                            problem -> assertThat(problem).contains("Silence backup", "2 o'clock"));
        }

        @Test
        void convertsSilences() {
            SilenceSetting silence = new SilenceSetting("nightly backup", "02:00", "04:30");
            silence.setDays("sun, SAT-SUN");
            silence.setZone("Europe/Zurich");
            silence.setConditions(List.of(
                    new ConditionSetting("name", ConditionOperator.IS_ANY_OF, "backup"),
                    new ConditionSetting("dockerHostLabel", ConditionOperator.MATCHES_ANY_OF, "^docker-")));
            SilenceSetting always = new SilenceSetting("noon", "12:00", "13:00");
            SilenceSetting unless = new SilenceSetting("unless", "12:00", "13:00");
            unless.setConditions(List.of(new ConditionSetting("name", ConditionOperator.IS_NONE_OF, "backup")));

            CompiledSettings plan = planner.create(
                    List.of(),
                    List.of(mail),
                    List.of(),
                    new NotificationPolicySetting(),
                    List.of(silence, always, unless),
                    off());

            assertThat(plan.watch().policies().silences())
                    .containsExactly(
                            new RecurringSilence(
                                    List.of(
                                            condition("Actor.Attributes.name", Condition.Operator.EQUALS, "backup"),
                                            condition("dockerHostLabel", Condition.Operator.MATCHES, "^docker-")),
                                    Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                                    LocalTime.of(2, 0),
                                    LocalTime.of(4, 30),
                                    ZoneId.of("Europe/Zurich"),
                                    "nightly backup"),
                            new RecurringSilence(
                                    List.of(),
                                    EnumSet.allOf(DayOfWeek.class),
                                    LocalTime.of(12, 0),
                                    LocalTime.of(13, 0),
                                    ZoneId.systemDefault(),
                                    "noon"));
            assertThat(plan.problems()).singleElement().asString().contains("Silence unless", "is none of");
        }
    }

    @Nested
    class HoursOfChannels {

        private static final List<WeeklyPeriod> OFFICE = ActiveHoursText.parse("mon-fri 08:00-18:00");

        private final JenkinsMailChannel night = new JenkinsMailChannel("night");

        @Test
        void applyToNotifiersOfChannel() {
            mail.setRecipients("team@example.org");
            mail.setActiveHours(" mon-fri 8:00-18:00 ");
            mail.setActiveZone("Europe/Zurich");
            mail.setOtherwise("night");

            RuleSetting first = rule("first", "");
            first.setChannels("mail");
            RuleSetting second = rule("second", "ops@example.org");
            second.setChannels("mail");
            night.setRecipients("night@example.org");
            CompiledSettings plan = plan(List.of(mail, night), first, second);

            assertThat(plan.problems()).isEmpty();
            ZoneId zone = ZoneId.of("Europe/Zurich");
            assertThat(plan.watch().policies().hours())
                    .containsOnly(
                            entry("mail", new ActiveHours(OFFICE, zone, Optional.of("night"))),
                            entry("mail: second", new ActiveHours(OFFICE, zone, Optional.of("night: second"))));
            assertThat(plan.watch().notifiers()).containsOnlyKeys("mail", "mail: second", "night", "night: second");
        }

        @Test
        void invalidOnesAreReportedAndIgnored() {
            mail.setRecipients("team@example.org");
            night.setRecipients("night@example.org");
            mail.setActiveHours("mo-fr 08:00-18:00");
            night.setActiveHours("22:00-06:00");
            night.setOtherwise("nobody");

            CompiledSettings plan = plan(List.of(mail, night), rule("first", ""));

            assertThat(plan.watch().policies().hours()).isEmpty();
            assertThat(plan.watch().notifiers()).hasSize(2);
            assertThat(plan.problems())
                    .satisfiesExactlyInAnyOrder(
                            problem -> assertThat(problem).contains("mail", "fri"),
                            problem -> assertThat(problem).contains("night", "nobody"));
        }

        @Test
        void ofChannelsThatReferToEachOtherAreIgnored() {
            mail.setRecipients("team@example.org");
            night.setRecipients("night@example.org");
            mail.setActiveHours("08:00-18:00");
            mail.setOtherwise("night");
            night.setActiveHours("22:00-06:00");
            night.setOtherwise("mail");

            CompiledSettings plan = plan(List.of(mail, night), rule("first", ""));

            assertThat(plan.watch().policies().hours()).isEmpty();
            assertThat(plan.problems())
                    .hasSize(2)
                    .allMatch(problem -> problem.contains("mail") && problem.contains("night"));
        }
    }

    @Nested
    class HeartbeatMails {

        @Test
        void mailsChannelAddressesWeeklyByDefault() {
            mail.setRecipients("team@example.org");

            CompiledSettings plan = heartbeat(new HeartbeatSetting());

            assertThat(plan.problems()).isEmpty();
            HeartbeatSettings heartbeat = plan.watch().monitoring().heartbeat().orElseThrow();
            assertThat(heartbeat.schedule().words(Locale.ENGLISH)).startsWith(PluginExpectedTexts.EVERY_MONDAY);
            assertThat(heartbeat.notifiers()).containsExactly("mail: heartbeat");
            assertThat(((MailNotifier) plan.watch().notifiers().get("mail: heartbeat")).to())
                    .containsExactly("team@example.org");
        }

        @Test
        void missingRecipientsAreReportedIfChosen() {
            HeartbeatSetting chosen = new HeartbeatSetting();
            chosen.setChannels("mail, chat");

            assertThat(heartbeat(new HeartbeatSetting())).satisfies(plan -> {
                assertThat(plan.watch().monitoring().heartbeat()).isEmpty();
                assertThat(plan.problems()).isEmpty();
            });
            assertThat(heartbeat(chosen).problems())
                    .singleElement()
                    .asString()
                    .startsWith("Heartbeat e-mail: ")
                    .contains("chat");
        }

        @Test
        void invalidScheduleIsReported() {
            HeartbeatSetting heartbeat = new HeartbeatSetting();
            heartbeat.setRecipients("ops@example.org");
            heartbeat.setSchedule("0 8 31 2 *");

            CompiledSettings plan = heartbeat(heartbeat);

            assertThat(plan.watch().monitoring().heartbeat()).isEmpty();
            assertThat(plan.watch().notifiers()).isEmpty();
            assertThat(plan.problems()).singleElement().asString().contains(PluginExpectedTexts.NO_FUTURE_DATE);
        }
    }

    @Nested
    class Availability {

        @Test
        void convertsServicesAndHosts() {
            ServiceSetting book = service("phone-book", ServiceSelection.CONTAINER, "phone-book");
            ServiceSetting shop = service("shop", ServiceSelection.COMPOSE_SERVICE, "shop/web");
            shop.setAbsentFor("");
            shop.setUnhealthyFor("30s");
            assertThat(shop.getAbsentFor()).isEqualTo("never");
            shop.setMemoryAbove("90%");
            shop.setMemoryFor("10m");
            shop.setRecipients("shop@example.org");
            HostAvailabilitySetting hosts = new HostAvailabilitySetting();
            hosts.setUnreachableFor("5m");
            mail.setRecipients("team@example.org");

            CompiledSettings plan = available(List.of(book, shop), hosts);

            assertThat(plan.problems()).isEmpty();
            assertThat(plan.watch().monitoring().availability())
                    .isEqualTo(new AvailabilitySettings(
                            List.of(
                                    new ServiceSettings(
                                            "phone-book",
                                            new ServiceSelector(Kind.CONTAINER, "phone-book"),
                                            Optional.of(ServiceSettings.ABSENT_FOR),
                                            Optional.of(ServiceSettings.UNHEALTHY_FOR),
                                            Optional.empty(),
                                            List.of("mail")),
                                    new ServiceSettings(
                                            "shop",
                                            new ServiceSelector(Kind.COMPOSE_SERVICE, "shop/web"),
                                            Optional.empty(),
                                            Optional.of(Duration.ofSeconds(30)),
                                            Optional.of(new MemoryThreshold(90, Duration.ofMinutes(10))),
                                            List.of("mail: shop"))),
                            Optional.of(new HostSettings(Duration.ofMinutes(5), List.of("mail")))));
            assertThat(((MailNotifier) plan.watch().notifiers().get("mail: shop")).to())
                    .containsExactly("team@example.org", "shop@example.org");
        }

        @Test
        void invalidServicesDoNotAffectOthers() {
            ServiceSetting noName = service(" ", ServiceSelection.CONTAINER, "a");
            ServiceSetting noValue = service("no value", ServiceSelection.LABEL, " ");
            ServiceSetting noDuration = service("no duration", ServiceSelection.PROJECT, "a");
            noDuration.setAbsentFor("soon");
            ServiceSetting noPercentage = service("no percentage", null, "a");
            noPercentage.setMemoryAbove("101%");
            ServiceSetting noChannel = service("no channel", ServiceSelection.SWARM_SERVICE, "a");
            noChannel.setChannels("mial");
            ServiceSetting good = service("good", null, "a");
            good.setRecipients("ops@example.org");
            ServiceSetting twin = service("good", ServiceSelection.PROJECT, "b");
            HostAvailabilitySetting hosts = new HostAvailabilitySetting();
            hosts.setUnreachableFor("");

            CompiledSettings plan = available(
                    List.of(
                            noName,
                            noValue,
                            noDuration,
                            noPercentage,
                            noChannel,
                            service("nobody", null, "a"),
                            good,
                            twin),
                    hosts);

            assertThat(plan.watch().monitoring().availability().hosts()).isEmpty();
            assertThat(plan.watch().monitoring().availability().services())
                    .extracting(
                            ServiceSettings::name, service -> service.selector().kind())
                    .containsExactly(tuple("good", Kind.CONTAINER));
            assertThat(plan.watch().notifiers()).containsOnlyKeys("mail");
            assertThat(plan.problems())
                    .satisfiesExactly(
                            problem ->
                                    assertThat(problem).startsWith("Service : ").contains("name"),
                            problem -> assertThat(problem).startsWith("Service no value: "),
                            problem -> assertThat(problem).contains("no duration", "soon"),
                            problem -> assertThat(problem).contains("no percentage", "101"),
                            problem -> assertThat(problem).contains("no channel", "mial", "Saved channels: mail"),
                            problem -> assertThat(problem).contains("no channel", "no usable channel"),
                            problem -> assertThat(problem).contains("nobody", "channel mail", "no recipients"),
                            problem -> assertThat(problem).contains("nobody", "no usable channel"),
                            problem -> assertThat(problem).contains("good", "Duplicate"),
                            problem -> assertThat(problem).startsWith("Availability of Docker hosts: "));
        }

        private ServiceSetting service(String name, ServiceSelection selection, String value) {
            return new ServiceSetting(name, selection, value);
        }

        private CompiledSettings available(List<ServiceSetting> services, HostAvailabilitySetting hosts) {
            return planner.create(
                    List.of(),
                    List.of(mail),
                    List.of(),
                    new NotificationPolicySetting(),
                    List.of(),
                    new WatchConfigurationFactory.MonitoringSettings(
                            services, Optional.of(hosts), off().heartbeat(), HostUpdatePlan.NOTHING));
        }
    }

    @Nested
    class Reminders {

        @Test
        void recipientsDifferFromThoseOfRules() {
            MailServer server = new MailServer("127.0.0.1", 25, MailServer.Security.NONE, Optional.empty());
            MailNotifier boss = new MailNotifier(
                    "mail: reminder",
                    server,
                    "watch@example.org",
                    List.of("boss@example.org"),
                    RateLimit.OFF,
                    Optional.empty());
            ReminderSettings reminders = new ReminderSettings(
                    Map.of(),
                    ReminderSettings.CHECK_EVERY,
                    UpdatePolicy.DEFAULT,
                    new HeartbeatSetting().toSchedule(),
                    new ReminderSettings.Mails(false, true, List.of(boss)),
                    new ReminderSettings.Escalation(0, List.of()));
            mail.setRecipients("team@example.org");

            CompiledSettings plan = planner.create(
                    List.of(),
                    List.of(mail),
                    List.of(
                            rule("first", ""),
                            rule("reminder", "ops@example.org"),
                            rule("heartbeat", "ops@example.org")),
                    new NotificationPolicySetting(),
                    List.of(),
                    new WatchConfigurationFactory.MonitoringSettings(
                            List.of(),
                            Optional.empty(),
                            new HeartbeatSetting(),
                            new HostUpdatePlan(Optional.of(reminders), Map.of(), List.of())));

            assertThat(plan.watch().monitoring().reminders()).contains(reminders);
            assertThat(plan.watch().notifiers())
                    .extractingByKeys("mail: reminder", "mail: heartbeat", "mail", "mail: reminder 2")
                    .extracting(notifier -> ((MailNotifier) notifier).to())
                    .containsExactly(
                            List.of("boss@example.org"),
                            List.of("team@example.org"),
                            List.of("team@example.org"),
                            List.of("team@example.org", "ops@example.org"));
            assertThat(plan.watch().notifiers()).hasSize(4);
        }
    }

    private static Condition condition(String field, Condition.Operator operator, String value) {
        return new Condition(new FieldPath(field), operator, Condition.Quantifier.ANY, List.of(value));
    }

    private static WatchConfigurationFactory.MonitoringSettings off() {
        HeartbeatSetting heartbeat = new HeartbeatSetting();
        heartbeat.setEnabled(false);
        return mails(heartbeat);
    }

    private static WatchConfigurationFactory.MonitoringSettings mails(HeartbeatSetting heartbeat) {
        return new WatchConfigurationFactory.MonitoringSettings(
                List.of(), Optional.empty(), heartbeat, HostUpdatePlan.NOTHING);
    }

    private CompiledSettings heartbeat(HeartbeatSetting heartbeat) {
        return planner.create(
                List.of(), List.of(mail), List.of(), new NotificationPolicySetting(), List.of(), mails(heartbeat));
    }

    private CompiledSettings plan(
            List<DockerHostSetting> hosts, List<ChannelSetting> channels, List<RuleSetting> rules) {
        return planner.create(hosts, channels, rules, new NotificationPolicySetting(), List.of(), off());
    }

    private CompiledSettings plan(List<ChannelSetting> channels, RuleSetting... rules) {
        return plan(List.of(), channels, List.of(rules));
    }

    private static MailNotifier onlyMail(CompiledSettings plan) {
        assertThat(plan.watch().notifiers()).hasSize(1);
        Notifier only = plan.watch().notifiers().values().iterator().next();
        return (MailNotifier) only;
    }

    private static RuleSetting rule(String title, String recipients) {
        RuleSetting rule = new RuleSetting(title);
        rule.setRecipients(recipients);
        return rule;
    }
}
