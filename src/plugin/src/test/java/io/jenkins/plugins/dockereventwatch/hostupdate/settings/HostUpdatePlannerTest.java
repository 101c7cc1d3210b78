package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import hudson.Launcher;
import hudson.model.Node;
import hudson.model.TaskListener;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.settings.channel.ChannelSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.MailRoutes;
import io.jenkins.plugins.dockereventwatch.settings.channel.SmtpChannel;
import io.jenkins.plugins.dockereventwatch.settings.credentials.JenkinsCredentialResolver;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.advice.Hold;
import io.jenkins.plugins.dockereventwatch.update.advice.NamePattern;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateClass;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the settings come to. */
class HostUpdatePlannerTest {

    private final Fields fields = new Fields();

    private List<ChannelSetting> channels = List.of(
            channel("mail", "smtp://mail.example.org?from=watch@example.org&to=ops@example.org"),
            channel(
                    "night",
                    "smtp://night.example.org?from=watch@example.org&to=night@example.org&to=ops@example.org"));

    /** Settings that are kept nowhere. */
    private static final class Fields extends HostUpdateConfiguration {

        private String label = "";

        @Override
        public String getLabel() {
            return label;
        }

        @Override
        public String getDisplayName() {
            return "fields";
        }

        @Override
        public void save() {
            // There is no Jenkins to keep them.
        }
    }

    /** A node of which only the name counts. */
    private static final class NamedNode extends Node {

        private final String name;

        private NamedNode(String name) {
            this.name = name;
        }

        @Override
        public String getNodeName() {
            return name;
        }

        @Override
        public Launcher createLauncher(TaskListener listener) {
            throw new UnsupportedOperationException("never launched");
        }
    }

    @Nested
    class Hosts {

        @Test
        void readsNoHostsByDefault() {
            assertThat(plan(Map.of())).isEqualTo(HostUpdatePlan.NOTHING);
        }

        @Test
        void readsNodesAndSshHosts() {
            fields.setLabel("");
            fields.setSshHosts(List.of(
                    new SshHostSetting("docker-02", "admin@docker-02:2222"),
                    new SshHostSetting("agent-1", "elsewhere"),
                    new SshHostSetting("docker-02", "twice")));

            HostUpdatePlan plan = plan(Map.of("agent-1", new NamedNode("agent-1")));

            assertThat(plan.settings().orElseThrow().hosts().keySet()).containsExactly("agent-1", "docker-02");
            assertThat(plan.settings().orElseThrow().hosts().get("agent-1")).isInstanceOf(NodeProbe.class);
            assertThat(plan.nodes()).isEqualTo(Map.of("agent-1", "agent-1"));
            assertThat(plan.problems())
                    .hasSize(2)
                    .allSatisfy(problem -> assertThat(problem).contains("Duplicate host"));
        }
    }

    @Nested
    class Settings {

        @Test
        void usesDefaults() {
            fields.setSshHosts(List.of(new SshHostSetting("docker-01", "docker-01")));

            ReminderSettings settings = plan(Map.of()).settings().orElseThrow();

            assertThat(settings.schedule().words(Locale.ENGLISH)).startsWith(PluginExpectedTexts.EVERY_MONDAY + " (");
            assertThat(settings.policy()).isEqualTo(UpdatePolicy.DEFAULT);
            assertThat(settings.mails().digest()).isFalse();
            assertThat(settings.mails().catchUp()).isTrue();
            assertThat(settings.checkEvery()).isEqualTo(ReminderSettings.CHECK_EVERY);
            assertThat(settings.escalation().recipients()).isEmpty();
            assertThat(settings.mails().recipients())
                    .extracting(MailNotifier::name, MailNotifier::to)
                    .containsExactly(
                            tuple("mail: reminder", List.of("ops@example.org")),
                            tuple("night: reminder", List.of("night@example.org")));
        }

        @Test
        void usesAllSettings() {
            fields.setSshHosts(List.of(new SshHostSetting("docker-01", "docker-01")));
            fields.setSchedule(" 0 0 9 ? * TUE ");
            fields.setZone("Europe/Zurich");
            fields.setHolidays(List.of("2026-12-29", "01-05"));
            fields.setCatchUp(false);
            fields.setDigest(true);
            fields.setChannels("night");
            fields.setRecipients("boss@example.org, ops@example.org");
            fields.setEscalateAfterWeeks(2);
            fields.setEscalateRecipients("owner@example.org");
            fields.setCheckMinutes(10);
            UpdatePolicySetting policy = fields.getPolicy();
            policy.setPatchDays(1);
            policy.setMinorDays(2);
            policy.setMajorDays(3);
            policy.setKernelDays(4);
            policy.setReleaseDays(5);
            policy.setHotfixFrom("critical");
            policy.setListsDays(2);
            policy.setClasses(List.of(new UpdateClassSetting("tz*", "patch")));
            HoldSetting hold = new HoldSetting("docker-ce*", "breaks the network", "david");
            hold.setVersion("5:27*");
            hold.setUntil("2026-12-24");
            policy.setHolds(List.of(hold));

            HostUpdatePlan plan = plan(Map.of());

            assertThat(plan.problems()).isEmpty();
            ReminderSettings settings = plan.settings().orElseThrow();
            assertThat(settings.schedule().words(Locale.ENGLISH)).startsWith("every Tuesday at 09:00 (Europe/Zurich)");
            assertThat(settings.schedule().holidays().contains(LocalDate.parse("2030-01-05")))
                    .isTrue();
            assertThat(settings.mails().digest()).isTrue();
            assertThat(settings.mails().catchUp()).isFalse();
            assertThat(settings.checkEvery()).isEqualTo(Duration.ofMinutes(10));
            assertThat(settings.escalation().afterWeeks()).isEqualTo(2);
            assertThat(settings.mails().recipients()).singleElement().satisfies(mail -> {
                assertThat(mail.name()).isEqualTo("night: reminder");
                assertThat(mail.to()).containsExactly("night@example.org", "ops@example.org", "boss@example.org");
            });
            assertThat(settings.escalation().recipients()).singleElement().satisfies(mail -> {
                assertThat(mail.name()).isEqualTo("night: escalation");
                assertThat(mail.to()).containsExactly("owner@example.org");
            });
            assertThat(settings.policy())
                    .isEqualTo(new UpdatePolicy(
                            Map.of(
                                    UpdateClass.PATCH, 1,
                                    UpdateClass.MINOR, 2,
                                    UpdateClass.MAJOR, 3,
                                    UpdateClass.KERNEL, 4,
                                    UpdateClass.RELEASE, 5),
                            Severity.CRITICAL,
                            Map.of(new NamePattern("tz*"), UpdateClass.PATCH),
                            List.of(new Hold(
                                    new NamePattern("docker-ce*"),
                                    Optional.of(new NamePattern("5:27*")),
                                    "breaks the network",
                                    "david",
                                    Optional.of(LocalDate.parse("2026-12-24")))),
                            Duration.ofDays(2)));
        }

        @Test
        void rejectsInvalidSettings() {
            UpdatePolicySetting policy = fields.getPolicy();
            assertThatIllegalArgumentException().isThrownBy(() -> fields.setSchedule("0 8 31 2 *"));
            assertThatIllegalArgumentException().isThrownBy(() -> fields.setSchedule("weekly"));
            assertThatIllegalArgumentException().isThrownBy(() -> fields.setZone("Europe/Berln"));
            assertThatIllegalArgumentException().isThrownBy(() -> fields.setHolidays(List.of("25.12.2026")));
            assertThatIllegalArgumentException().isThrownBy(() -> fields.setCheckMinutes(61));
            assertThatIllegalArgumentException().isThrownBy(() -> policy.setMinorDays(-1));
            assertThatIllegalArgumentException().isThrownBy(() -> fields.setEscalateAfterWeeks(53));
            assertThatIllegalArgumentException().isThrownBy(() -> policy.setHotfixFrom("grave"));
            // Not graded is no grade: everything that is graded would wait.
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> policy.setHotfixFrom("unknown"))
                    .withMessageContaining("low, moderate, important, critical")
                    .withMessageNotContaining("critical,");
            assertThatIllegalArgumentException().isThrownBy(() -> new SshHostSetting("*", "docker-01"));
            assertThatIllegalArgumentException().isThrownBy(() -> new SshHostSetting("docker-01", "-oProxyCommand=x"));
            assertThatIllegalArgumentException().isThrownBy(() -> new HoldSetting("a*b", "reason", "me"));
            assertThatIllegalArgumentException().isThrownBy(() -> new HoldSetting("a", " ", "me"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new HoldSetting("a", "reason", "me").setUntil("tomorrow"));
            assertThatIllegalArgumentException().isThrownBy(() -> new UpdateClassSetting("a", "huge"));
            assertThat(fields.getSchedule()).isEqualTo("0 8 * * 1");
            assertThat(policy.getMinorDays()).isEqualTo(7);
        }

        @Test
        void reportsScheduleWithoutRuns() {
            fields.setSshHosts(List.of(new SshHostSetting("docker-01", "docker-01")));
            fields.setSchedule("0 0 8 24 12 ?");
            fields.setHolidays(List.of("12-24"));

            HostUpdatePlan plan = plan(Map.of());

            assertThat(plan.settings()).isEmpty();
            assertThat(plan.problems()).singleElement().asString().contains(PluginExpectedTexts.NO_FUTURE_DATE);
        }
    }

    @Nested
    class Recipients {

        @Test
        void keepsRecipientsWithoutMatchingNodes() {
            fields.label = "docker";

            HostUpdatePlan plan = plan(Map.of());

            ReminderSettings settings = plan.settings().orElseThrow();
            assertThat(settings.hosts()).isEmpty();
            assertThat(settings.notifiers()).containsOnlyKeys("mail: reminder", "night: reminder");
            assertThat(plan.problems()).singleElement().asString().contains("No node matches");
        }

        @Test
        void readsHostsWithoutRecipients() {
            fields.setSshHosts(List.of(new SshHostSetting("docker-01", "docker-01")));
            fields.setChannels("chat");
            fields.setEscalateAfterWeeks(1);

            HostUpdatePlan plan = plan(Map.of());

            assertThat(plan.settings().orElseThrow().mails().recipients()).isEmpty();
            assertThat(plan.settings().orElseThrow().hosts()).containsOnlyKeys("docker-01");
            assertThat(plan.problems())
                    .hasSize(2)
                    .anySatisfy(
                            problem -> assertThat(problem).contains("No e-mail channel named 'chat'", "mail, night"));
        }

        @Test
        void skipsUnusableChannels() {
            fields.setSshHosts(List.of(new SshHostSetting("docker-01", "docker-01")));
            fields.setRecipients("boss@example.org");
            channels = List.of(channel("mail", "smtp://mail.example.org?to=ops@example.org"), channels.get(1));

            HostUpdatePlan plan = plan(Map.of());

            assertThat(plan.settings().orElseThrow().mails().recipients())
                    .extracting(MailNotifier::to)
                    .containsExactly(List.of("night@example.org", "ops@example.org", "boss@example.org"));
            assertThat(plan.problems()).singleElement().asString().contains("channel mail is ignored");
        }

        @Test
        void reportsInvalidAddressOnce() {
            fields.setSshHosts(List.of(new SshHostSetting("docker-01", "docker-01")));
            fields.setRecipients("boss@example.org, boss");

            HostUpdatePlan plan = plan(Map.of());

            assertThat(plan.settings().orElseThrow().mails().recipients()).isEmpty();
            assertThat(plan.problems()).singleElement().asString().contains("boss");
        }
    }

    private static ChannelSetting channel(String name, String url) {
        return new SmtpChannel(name, url);
    }

    private HostUpdatePlan plan(Map<String, Node> nodes) {
        try (JenkinsCredentialResolver credentials = new JenkinsCredentialResolver()) {
            return new HostUpdatePlanner(credentials, new MailRoutes(channels, credentials), "here")
                    .plan(fields, nodes);
        }
    }
}
