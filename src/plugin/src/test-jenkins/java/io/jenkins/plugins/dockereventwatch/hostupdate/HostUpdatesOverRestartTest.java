package io.jenkins.plugins.dockereventwatch.hostupdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.EnvVars;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.hostupdate.page.HostUpdateView;
import io.jenkins.plugins.dockereventwatch.hostupdate.page.HostUpdatesPage;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdateConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.channel.JenkinsMailChannel;
import io.jenkins.plugins.dockereventwatch.update.probe.FakeHost;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What is known of hosts, what was mailed, and links in mails, over restarts of the controller. */
class HostUpdatesOverRestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path commands;

    @Test
    void restartNeitherLosesNorRepeatsReminders() throws Throwable {
        EnvVars.masterEnvVars.putAll(new FakeHost(commands).environment("controller-host"));
        try (Inbox inbox = new Inbox()) {
            String[] link = new String[1];
            sessions.then(jenkins -> {
                inbox.use();
                JenkinsMailChannel mail = new JenkinsMailChannel("mail");
                mail.setRecipients("ops@example.org");
                DockerEventWatchConfiguration.get().setChannels(List.of(mail));
                HostUpdateConfiguration.get().setLabel("built-in");
                HostUpdateConfiguration.get().setSchedule("0/2 * * * * ?");
                link[0] = inbox.first("[built-in" + PluginExpectedTexts.HOTFIX_SUBJECT)
                        .token(PluginExpectedTexts.CONFIRM);
            });
            int before = inbox.mails().size();
            sessions.then(jenkins -> {
                assertThat(HostUpdateConfiguration.get().getLabel()).isEqualTo("built-in");
                await().atMost(Duration.ofSeconds(60)).until(() -> HostUpdatesPage.isFollowed("built-in"));
                try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
                    HtmlPage page = browser.goTo("manage/docker-host-updates/");
                    assertThat(page.asNormalizedText()).contains("libssl3", PluginExpectedTexts.SECURITY_UPDATE);
                    HtmlPage question =
                            browser.getPage(new URL(jenkins.getURL(), "docker-host-update/link/" + link[0] + "/"));
                    ((HtmlButton) question.querySelector("form[action=confirm] button")).click();
                }
                await().atMost(Duration.ofSeconds(30)).until(() -> view().lastDone != null);
            });
            sessions.then(jenkins -> {
                await().atMost(Duration.ofSeconds(60)).until(() -> HostUpdatesPage.isFollowed("built-in"));
                assertThat(view().lastDone).isNotNull();
                try (JenkinsRule.WebClient browser =
                        jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
                    assertThat(browser.getPage(new URL(jenkins.getURL(), "docker-host-update/link/" + link[0] + "/"))
                                    .getWebResponse()
                                    .getStatusCode())
                            .isEqualTo(410);
                }
            });
            assertThat(inbox.mails()).hasSize(before);
        }
    }

    private static HostUpdateView view() {
        return new HostUpdatesPage().getHosts().get(0);
    }
}
