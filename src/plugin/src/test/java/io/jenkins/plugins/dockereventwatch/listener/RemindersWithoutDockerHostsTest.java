package io.jenkins.plugins.dockereventwatch.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLinks;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdatePlan;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.reminder.HostStateRepository;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.service.AlertInterceptor;
import io.jenkins.plugins.dockereventwatch.service.WatchIntegrations;
import io.jenkins.plugins.dockereventwatch.service.WatchService;
import io.jenkins.plugins.dockereventwatch.settings.CompiledSettings;
import io.jenkins.plugins.dockereventwatch.settings.WatchConfigurationFactory;
import io.jenkins.plugins.dockereventwatch.settings.channel.HeartbeatSetting;
import io.jenkins.plugins.dockereventwatch.settings.credentials.KnownCredentials;
import io.jenkins.plugins.dockereventwatch.settings.rule.NotificationPolicySetting;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import io.jenkins.plugins.dockereventwatch.watch.ContextResolver;
import io.jenkins.plugins.dockereventwatch.watch.container.LogRedactor;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The settings of a Jenkins that has host updates and no Docker hosts. */
class RemindersWithoutDockerHostsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    @TempDir
    private Path folder;

    private static String curlIsPending() {
        return """
                Inst curl [7.88.1-10] (7.88.1-11 Debian:12.15/oldstable [amd64])
                1 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.
                """;
    }

    private static String unreachable() throws UnreadableHostException {
        throw new UnreadableHostException("the agent is offline");
    }

    private ReminderSettings reminders() {
        MailServer smtp =
                new MailServer("127.0.0.1", server.getSmtp().getPort(), MailServer.Security.NONE, Optional.empty());
        MailNotifier mail = new MailNotifier(
                "mail: reminder",
                smtp,
                "jenkins@example.org",
                List.of("ops@example.org"),
                RateLimit.OFF,
                Optional.empty());
        return new ReminderSettings(
                Map.of("agent-1", RemindersWithoutDockerHostsTest::curlIsPending, "agent-2", () -> unreachable()),
                Duration.ofMinutes(30),
                UpdatePolicy.DEFAULT,
                CronSchedule.parse("0/2 * * * * ?", ZoneOffset.UTC, "here", Holidays.NONE, Instant.now()),
                new ReminderSettings.Mails(false, true, List.of(mail)),
                new ReminderSettings.Escalation(0, List.of()));
    }

    private static CompiledSettings settings(HostUpdatePlan plan) {
        HeartbeatSetting off = new HeartbeatSetting();
        off.setEnabled(false);
        return new WatchConfigurationFactory(new KnownCredentials())
                .create(
                        List.of(),
                        List.of(),
                        List.of(),
                        new NotificationPolicySetting(),
                        List.of(),
                        new WatchConfigurationFactory.MonitoringSettings(List.of(), Optional.empty(), off, plan));
    }

    @Test
    void watchReadsHostsAndSendsReminders() throws Exception {
        AnswerLinks links =
                new AnswerLinks(() -> "https://jenkins.example.org/", text -> new byte[] {1, 2, 3}, Clock.systemUTC());
        WatchIntegrations integrations =
                new WatchIntegrations(LogRedactor.NONE, ContextResolver.NONE, AlertInterceptor.NONE, links);
        try (Store store = Store.open(new StateLocation.Folder(folder));
                WatchService service = new WatchService(store, integrations, Clock.systemUTC())) {
            service.apply(settings(new HostUpdatePlan(
                            Optional.of(reminders()), Map.of("agent-1", "agent-1", "agent-2", "agent-2"), List.of()))
                    .watch());

            await().atMost(PATIENCE).until(() -> server.getReceivedMessages().length == 1);
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).startsWith("[agent-1]").contains("updates:");
            assertThat(((Multipart) mail.getContent())
                            .getBodyPart(0)
                            .getContent()
                            .toString())
                    .contains("curl", "https://jenkins.example.org/docker-host-update/link/");
            HostStateRepository states = new HostStateRepository(store);
            assertThat(states.find("agent-2").orElseThrow().reading().failure())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("the agent is offline"));
            assertThat(service.health().problems()).isEmpty();
            assertThat(service.hosts()).isEmpty();
            assertThat(service.deliveryProblems()).isEmpty();

            Instant read =
                    states.find("agent-1").orElseThrow().reading().lastRead().orElseThrow();
            service.apply(settings(HostUpdatePlan.NOTHING).watch());
            service.readHostsSoon();
            service.apply(settings(new HostUpdatePlan(Optional.of(reminders()), Map.of(), List.of()))
                    .watch());
            service.readHostsSoon();
            await().atMost(PATIENCE)
                    .until(() -> states.find("agent-1")
                            .orElseThrow()
                            .reading()
                            .lastRead()
                            .orElseThrow()
                            .isAfter(read));
            assertThat(server.getReceivedMessages()).hasSize(1);
        }
    }
}
