package io.jenkins.plugins.dockereventwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.settings.availability.ServiceSelection;
import io.jenkins.plugins.dockereventwatch.settings.availability.ServiceSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.JenkinsMailChannel;
import io.jenkins.plugins.dockereventwatch.settings.channel.SmtpChannel;
import io.jenkins.plugins.dockereventwatch.settings.credentials.JenkinsCredentialResolver;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The settings in a Jenkins: their form, their file, and their Configuration as Code. */
@WithJenkins
class SettingsInJenkinsTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void use(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void hasJenkinsMailChannelByDefault() {
        assertThat(settings().getChannels())
                .singleElement()
                .isInstanceOf(JenkinsMailChannel.class)
                .extracting(channel -> channel.name)
                .isEqualTo("mail");
    }

    @Test
    void roundTripsTheForm() throws Exception {
        ExampleSettings.fill();

        jenkins.configRoundtrip();

        ExampleSettings.assertFilled(jenkins);
    }

    @Test
    void emptiedListsStayEmpty() throws Exception {
        settings().setChannels(List.of());

        jenkins.configRoundtrip();

        assertThat(settings().getHosts()).isEmpty();
        assertThat(settings().getChannels()).isEmpty();
        assertThat(settings().getRules()).isEmpty();
        assertThat(settings().getServices()).isEmpty();
        assertThat(settings().getHostAvailability()).isNull();
    }

    @Test
    void triesUnsavedRuleOfForm() throws Exception {
        ExampleSettings.fill();
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.goTo("configure");
            HtmlElement rule = page.querySelector(".repeated-chunk[name=rules]");
            ((HtmlElement) rule.querySelector(".docker-event-watch-try-it__button")).click();
            browser.waitForBackgroundJavaScript(10_000);

            assertThat(rule.querySelector(".docker-event-watch-try-it__result").asNormalizedText())
                    .contains(PluginExpectedTexts.NO_EVENTS);
        }
    }

    @Test
    void loadsSettingsFromFile() throws Exception {
        ExampleSettings.fill();
        String saved = Files.readString(file());
        settings().setHosts(List.of());
        settings().setChannels(List.of());
        settings().setRules(List.of());
        settings().setSilences(List.of());
        settings().setServices(List.of());
        settings().setHostAvailability(null);
        settings().setNotificationPolicy(null);
        settings().setHeartbeat(null);
        settings().setState(null);

        Files.writeString(file(), saved);
        settings().load();
        jenkins.jenkins.reload();

        ExampleSettings.assertFilled(jenkins);
    }

    @Test
    void importsExportedCode(@TempDir Path folder) throws Exception {
        ExampleSettings.fill();
        ExportedCode code = ExportedCode.now();
        assertThat(code.whole()).contains("dockerEventWatch:").doesNotContain("hunter2");
        settings().setHosts(List.of());
        settings().setChannels(List.of());
        settings().setRules(List.of());
        settings().setServices(List.of());
        settings().setHostAvailability(null);
        settings().setHeartbeat(null);
        settings().setState(null);

        ExportedCode.take(code.of("dockerEventWatch"), folder);

        ExampleSettings.assertFilled(jenkins);
    }

    @Test
    void importsPastedConfigYml() throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlForm form = browser.goTo("configure").getFormByName("config");
            HtmlTextArea area = form.getTextAreaByName("_.configYml");
            area.setText("""
                notifiers:
                  email: {url: "smtp://u:hunter2@mail.example.org?from=a@example.org&to=b@example.org"}
                group: {wait: 20s}
                silences:
                  - {reason: lunch, from: "12:00", to: "13:00"}
                services: {shop: {project: shop, absent_for: never}}
                hosts: {unreachable_for: 5m}
                image_policy: {official: false, allow: ["ghcr.io/acme/**"]}
                notifications:
                  - {title: A service fails, notify: email, when: {Action: die}}
                """);
            jenkins.submit(form);
        }

        assertThat(settings().getChannels()).extracting(channel -> channel.name).containsExactly("mail", "email");
        SmtpChannel channel = (SmtpChannel) settings().getChannels().get(1);
        assertThat(channel.url).doesNotContain("hunter2");
        assertThat(settings().getRules()).extracting(rule -> rule.title).containsExactly("A service fails");
        try (JenkinsCredentialResolver credentials = new JenkinsCredentialResolver()) {
            assertThat(credentials.secretText(channel.getCredentialsId()).reveal())
                    .isEqualTo("hunter2");
        }
        assertThat(Files.readString(file())).doesNotContain("hunter2");
        assertThat(settings().getNotificationPolicy().getWait()).isEqualTo("20s");
        assertThat(settings().getSilences())
                .extracting(silence -> silence.reason)
                .containsExactly("lunch");
        assertThat(settings().getServices())
                .singleElement()
                .extracting(service -> service.selection, ServiceSetting::getAbsentFor, ServiceSetting::getChannels)
                .containsExactly(ServiceSelection.PROJECT, "never", "email");
        assertThat(settings().getHostAvailability().getUnreachableFor()).isEqualTo("5m");
        assertThat(ImagePolicyConfiguration.get().isOfficial()).isFalse();
        assertThat(ImagePolicyConfiguration.get().getAllow()).containsExactly("ghcr.io/acme/**");
    }

    private Path file() {
        return jenkins.jenkins.getRootDir().toPath().resolve(DockerEventWatchConfiguration.class.getName() + ".xml");
    }

    private static DockerEventWatchConfiguration settings() {
        return ExtensionList.lookupSingleton(DockerEventWatchConfiguration.class);
    }
}
