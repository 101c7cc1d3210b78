package io.jenkins.plugins.dockereventwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who may see and change the settings in a Jenkins. */
@WithJenkins
class SettingsPermissionsInJenkinsTest {

    private static final String DESCRIPTORS = "descriptorByName/io.jenkins.plugins.dockereventwatch.settings.";

    private static final List<String> METHODS = List.of(
            "host.DockerHostSetting/testConnection",
            "host.DockerHostSetting/checkUri",
            "host.DockerHostSetting/checkName",
            "rule.ConditionSetting/checkField",
            "rule.ConditionSetting/checkValues",
            "channel.JenkinsMailChannel/sendTestAlert",
            "channel.JenkinsMailChannel/checkName",
            "channel.JenkinsMailChannel/checkRecipients",
            "channel.SmtpChannel/sendTestAlert",
            "channel.SmtpChannel/checkUrl",
            "channel.WebhookChannel/sendTestAlert",
            "channel.WebhookChannel/checkTemplate",
            "channel.WebhookChannel/checkCredentialsId",
            "rule.RuleSetting/tryIt",
            "rule.RuleSetting/checkTitle",
            "rule.RuleSetting/checkRecipients",
            "rule.RuleSetting/checkChannels",
            "rule.RuleSetting/autoCompleteChannels",
            "rule.RuleSetting/checkTemplate",
            "rule.RuleSetting/checkRestartedWithin",
            "rule.NotificationPolicySetting/checkGroupBy",
            "rule.NotificationPolicySetting/checkWait",
            "rule.NotificationPolicySetting/checkInterval",
            "rule.NotificationPolicySetting/checkRepeat",
            "rule.NotificationPolicySetting/checkDeaths",
            "rule.NotificationPolicySetting/checkWithin",
            "availability.ServiceSetting/checkName",
            "availability.ServiceSetting/checkValue",
            "availability.ServiceSetting/checkAbsentFor",
            "availability.ServiceSetting/checkUnhealthyFor",
            "availability.ServiceSetting/checkMemoryAbove",
            "availability.ServiceSetting/checkMemoryFor",
            "availability.ServiceSetting/checkRecipients",
            "availability.ServiceSetting/checkChannels",
            "availability.ServiceSetting/autoCompleteChannels",
            "availability.HostAvailabilitySetting/checkUnreachableFor",
            "availability.HostAvailabilitySetting/checkRecipients",
            "availability.HostAvailabilitySetting/checkChannels",
            "availability.HostAvailabilitySetting/autoCompleteChannels",
            "rule.SilenceSetting/checkReason",
            "rule.SilenceSetting/checkFrom",
            "rule.SilenceSetting/checkTo",
            "rule.SilenceSetting/checkDays",
            "rule.SilenceSetting/checkZone",
            "channel.HeartbeatSetting/checkSchedule",
            "channel.HeartbeatSetting/checkRecipients",
            "channel.HeartbeatSetting/checkChannels",
            "StateSetting/checkUrl",
            "StateSetting/testConnection",
            "DockerEventWatchConfiguration/checkConfigYml");

    private JenkinsRule jenkins;

    @BeforeEach
    void use(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void requiresAdministratorsForFormChecks() throws Exception {
        restrict();
        for (String user : List.of("reader", "nobody", "admin")) {
            try (JenkinsRule.WebClient browser = browserOf(user)) {
                for (String method : METHODS) {
                    assertThat(post(browser, method).getStatusCode())
                            .as("%s by %s", method, user)
                            .isEqualTo(user.equals("admin") ? 200 : 403);
                }
            }
        }
    }

    @Test
    void requiresPostForActions() throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            for (String method : List.of(
                    "host.DockerHostSetting/testConnection",
                    "channel.JenkinsMailChannel/sendTestAlert",
                    "rule.RuleSetting/tryIt")) {
                assertThat(browser.goTo(DESCRIPTORS + method, null)
                                .getWebResponse()
                                .getStatusCode())
                        .as(method)
                        .isIn(404, 405);
            }
        }
    }

    @Test
    void listsCredentialsForAdministratorsOnly() throws Exception {
        ExampleSettings.fill();
        restrict();

        assertThat(bodyOf("admin", "channel.WebhookChannel/fillCredentialsIdItems?credentialsId=hook"))
                .contains("address of the chat");
        assertThat(bodyOf("reader", "channel.WebhookChannel/fillCredentialsIdItems?credentialsId="))
                .doesNotContain("address of the chat");
    }

    @Test
    void readersSeeReadOnlyForm() throws Exception {
        ExampleSettings.fill();
        restrict();
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.login("reader").goTo("configure");

            assertThat(page.asNormalizedText()).contains("Docker Event Watch", "A service fails");
            assertThat(page.getWebResponse().getContentAsString())
                    .doesNotContain("docker-event-watch-try-it__button")
                    .doesNotContain("hunter2");
        }
    }

    private JenkinsRule.WebClient browserOf(String user) throws Exception {
        return jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
    }

    private WebResponse post(JenkinsRule.WebClient browser, String method) throws Exception {
        URL url = new URL(jenkins.getURL(), DESCRIPTORS + method);
        return browser.getPage(browser.addCrumb(new WebRequest(url, HttpMethod.POST)))
                .getWebResponse();
    }

    private String bodyOf(String user, String method) throws Exception {
        try (JenkinsRule.WebClient browser = browserOf(user)) {
            return post(browser, method).getContentAsString();
        }
    }

    private void restrict() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ)
                .everywhere()
                .to("nobody"));
    }
}
