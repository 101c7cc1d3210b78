package io.jenkins.plugins.dockereventwatch.overview.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import hudson.ExtensionList;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.channel.SmtpChannel;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionOperator;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.RuleSetting;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A silence that is added on the page holds back the mails of a real container, over a restart, until it is ended. */
@WithDocker
class SilencedAlertTest {

    private static final String OVERVIEW = "manage/docker-event-watch/";
    private static final Duration LONG = Duration.ofMinutes(1);

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<String> containers = new ArrayList<>();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop(DockerEngine docker) {
        server.stop();
        containers.forEach(docker::remove);
    }

    @Test
    void silenceSurvivesRestart(DockerEngine docker) throws Throwable {
        sessions.then(jenkins -> {
            DockerEventWatchConfiguration settings = DockerEventWatchConfiguration.get();
            settings.setChannels(List.of(new SmtpChannel(
                    "mail",
                    "smtp://127.0.0.1:" + server.getSmtp().getPort() + "?from=watch@example.org&to=ops@example.org")));
            RuleSetting dies = new RuleSetting("A container dies");
            dies.setConditions(List.of(new ConditionSetting("Action", ConditionOperator.IS_ANY_OF, "die")));
            settings.setRules(List.of(dies));
            settings.setHosts(List.of(
                    new DockerHostSetting("docker-01", docker.host().uri().toString())));
            awaitConnected();
            die(docker, "noisy", 1);
            awaitMail("noisy");
            try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
                HtmlPage page = browser.goTo(OVERVIEW + "silence/");
                HtmlForm form = page.getFormByName("silence");
                form.getTextAreaByName("matchers").setText("Actor.Attributes.name=~^quiet");
                form.getInputByName("reason").setValue("moves");
                jenkins.submit(form);
            }
            // Heeded from the next look on, a second later at most.
            die(docker, "loud", 2);
            die(docker, "quiet-1", 3);
            awaitShown(jenkins, "quiet-1");
            awaitMail("loud");
        });
        sessions.then(jenkins -> {
            awaitConnected();
            die(docker, "quiet-2", 4);
            awaitShown(jenkins, "quiet-2");
            try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
                HtmlPage page = browser.goTo(OVERVIEW);
                assertThat(page.getElementById("silences").asNormalizedText())
                        .contains("Actor.Attributes.name ~ ^quiet", "moves");
                ((HtmlButton) page.querySelector("#silences form button")).click();
            }
            die(docker, "loud-again", 5);
            die(docker, "quiet-3", 6);
            awaitMail("quiet-3");
        });
        assertThat(subjects()).noneMatch(subject -> subject.contains("quiet-1") || subject.contains("quiet-2"));
    }

    /** Within a second of its start, so that a change before is heeded. */
    private void die(DockerEngine docker, String name, int exitCode) {
        containers.add(name);
        docker.awaitEnd(docker.run(name, DockerEngine.IMAGE, "sleep 2; exit " + exitCode));
    }

    private static void awaitConnected() {
        await().atMost(LONG)
                .until(() -> ExtensionList.lookup(WatchState.class).stream()
                        .flatMap(state -> state.hosts().values().stream())
                        .map(WatchedHost::status)
                        .anyMatch(status -> status.connected()));
    }

    private static void awaitShown(JenkinsRule jenkins, String container) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            await(container)
                    .atMost(LONG)
                    .untilAsserted(() -> assertThat(
                                    browser
                                            .goTo(OVERVIEW)
                                            .<HtmlElement>getByXPath("//tr[td[.='" + container + "']]")
                                            .stream()
                                            .map(row -> row.asNormalizedText()))
                            .anySatisfy(row ->
                                    assertThat(row).contains("Not sent: mail: silenced until ", " by ", ": moves")));
        }
    }

    private void awaitMail(String container) {
        await(container).atMost(LONG).until(() -> subjects().stream().anyMatch(subject -> subject.contains(container)));
    }

    private List<String> subjects() throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage message : server.getReceivedMessages()) {
            subjects.add(message.getSubject());
        }
        return subjects;
    }
}
