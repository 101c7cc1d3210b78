package io.jenkins.plugins.dockereventwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.util.Secret;
import io.jenkins.plugins.dockereventwatch.settings.channel.HeartbeatSetting;
import io.jenkins.plugins.dockereventwatch.settings.channel.JenkinsMailChannel;
import io.jenkins.plugins.dockereventwatch.settings.channel.SmtpChannel;
import io.jenkins.plugins.dockereventwatch.settings.channel.WebhookChannel;
import io.jenkins.plugins.dockereventwatch.settings.credentials.JenkinsCredentialResolver;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionOperator;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.NotificationPolicySetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.RestartCondition;
import io.jenkins.plugins.dockereventwatch.settings.rule.RuleSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.SilenceSetting;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The settings in a Jenkins: its form, its Configuration as Code, and who may do what. */
@WithJenkins
class SettingsInJenkinsTest {

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
    void hasJenkinsMailChannelByDefault() {
        assertThat(settings().getChannels())
                .singleElement()
                .isInstanceOf(JenkinsMailChannel.class)
                .extracting(channel -> channel.name)
                .isEqualTo("mail");
    }

    @Test
    void roundTripsTheForm() throws Exception {
        fill();

        jenkins.configRoundtrip();

        assertFilled();
    }

    @Test
    void emptiedListsStayEmpty() throws Exception {
        settings().setChannels(List.of());

        jenkins.configRoundtrip();

        assertThat(settings().getHosts()).isEmpty();
        assertThat(settings().getChannels()).isEmpty();
        assertThat(settings().getRules()).isEmpty();
    }

    @Test
    void triesUnsavedRuleOfForm() throws Exception {
        fill();
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.goTo("configure");
            HtmlElement rule = page.querySelector(".repeated-chunk[name=rules]");
            ((HtmlElement) rule.querySelector(".docker-event-watch-try-it__button")).click();
            browser.waitForBackgroundJavaScript(10_000);

            assertThat(rule.querySelector(".docker-event-watch-try-it__result").asNormalizedText())
                    .contains("No events have been seen");
        }
    }

    @Test
    void loadsSettingsFromFile() throws Exception {
        fill();
        String saved = Files.readString(file());
        settings().setHosts(List.of());
        settings().setChannels(List.of());
        settings().setRules(List.of());
        settings().setSilences(List.of());
        settings().setNotificationPolicy(null);
        settings().setHeartbeat(null);
        settings().setState(null);

        Files.writeString(file(), saved);
        settings().load();
        jenkins.jenkins.reload();

        assertFilled();
    }

    @Test
    void importsExportedCode(@TempDir Path folder) throws Exception {
        fill();
        ExportedCode code = ExportedCode.now();
        assertThat(code.whole()).contains("dockerEventWatch:").doesNotContain("hunter2");
        settings().setHosts(List.of());
        settings().setChannels(List.of());
        settings().setRules(List.of());
        settings().setHeartbeat(null);
        settings().setState(null);

        ExportedCode.take(code.of("dockerEventWatch"), folder);

        assertFilled();
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
        assertThat(ImagePolicyConfiguration.get().isOfficial()).isFalse();
        assertThat(ImagePolicyConfiguration.get().getAllow()).containsExactly("ghcr.io/acme/**");
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
        fill();
        restrict();

        assertThat(bodyOf("admin", "channel.WebhookChannel/fillCredentialsIdItems?credentialsId=hook"))
                .contains("address of the chat");
        assertThat(bodyOf("reader", "channel.WebhookChannel/fillCredentialsIdItems?credentialsId="))
                .doesNotContain("address of the chat");
    }

    @Test
    void readersSeeReadOnlyForm() throws Exception {
        fill();
        restrict();
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.login("reader").goTo("configure");

            assertThat(page.asNormalizedText()).contains("Docker Event Watch", "A service fails");
            assertThat(page.getWebResponse().getContentAsString())
                    .doesNotContain("docker-event-watch-try-it__button")
                    .doesNotContain("hunter2");
        }
    }

    private Path file() {
        return jenkins.jenkins.getRootDir().toPath().resolve(DockerEventWatchConfiguration.class.getName() + ".xml");
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

    private static DockerEventWatchConfiguration settings() {
        return ExtensionList.lookupSingleton(DockerEventWatchConfiguration.class);
    }

    private void fill() throws Exception {
        SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
        credentials
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL,
                        "hook",
                        "address of the chat",
                        Secret.fromString("https://chat.example.org/hunter2")));
        credentials.save();
        DockerHostSetting here = new DockerHostSetting("here", "unix:///nowhere/docker.sock");
        DockerHostSetting there = new DockerHostSetting("there", "tcp://docker.invalid:2376");
        there.setEnabled(false);
        JenkinsMailChannel mail = new JenkinsMailChannel("mail");
        mail.setRecipients("ops@example.org");
        SmtpChannel own = new SmtpChannel("own", "smtp://u@mail.example.org?from=a@example.org&to=b@example.org");
        own.setCredentialsId("hook");
        WebhookChannel chat = new WebhookChannel("chat", "hook");
        chat.setFormField("payload");
        chat.setTemplate("first line\n{{.Action}} \"quoted\" <b> ${NAME}\n\nlast line");
        RuleSetting rule = new RuleSetting("A service fails");
        rule.setConditions(List.of(
                new ConditionSetting("Action", ConditionOperator.IS_ANY_OF, "die\noom"),
                new ConditionSetting("image", ConditionOperator.MATCHES_NONE_OF, "^test/")));
        rule.setRecipients("team@example.org, lead@example.org");
        rule.setResponsiblePeople(true);
        rule.setChannels("mail, chat");
        rule.setTemplate("Subject: {{.Action}}\n\n{{.Action}}");
        RuleSetting off = new RuleSetting("Off");
        off.setEnabled(false);
        rule.setRestart(RestartCondition.STAYS_AWAY);
        rule.setRestartedWithin("1m");
        NotificationPolicySetting alone = new NotificationPolicySetting();
        alone.setGrouped(false);
        alone.setCrashLoops(false);
        rule.setNotificationPolicy(alone);
        NotificationPolicySetting all = new NotificationPolicySetting();
        all.setGroupBy("host, image");
        all.setWait("20s");
        all.setInterval("10m");
        all.setRepeat("1d");
        all.setDeaths(5);
        all.setWithin("90s");
        all.setResolved(true);
        SilenceSetting silence = new SilenceSetting("nightly backup", "02:00", "04:30");
        silence.setDays("sat, sun");
        silence.setZone("Europe/Zurich");
        silence.setConditions(List.of(new ConditionSetting("name", ConditionOperator.IS_ANY_OF, "backup")));
        settings().setNotificationPolicy(all);
        settings().setSilences(List.of(silence));
        settings().setHosts(List.of(here, there));
        settings().setChannels(List.of(mail, own, chat));
        settings().setRules(List.of(rule, off));
        HeartbeatSetting heartbeat = new HeartbeatSetting();
        heartbeat.setEnabled(false);
        heartbeat.setSchedule("@monthly");
        heartbeat.setRecipients("boss@example.org");
        heartbeat.setChannels("mail, own");
        settings().setHeartbeat(heartbeat);
        StateSetting state = new StateSetting();
        state.setUrl("jdbc:postgresql://127.0.0.1:1/watch");
        state.setCredentialsId("watch-db");
        settings().setState(state);
    }

    private void assertFilled() throws Exception {
        DockerEventWatchConfiguration settings = settings();
        assertThat(settings.getHosts()).hasSize(2);
        assertThat(settings.getHeartbeat())
                .extracting("enabled", "schedule", "recipients", "channels")
                .containsExactly(false, "@monthly", "boss@example.org", "mail, own");
        assertThat(settings.getState())
                .extracting("url", "credentialsId")
                .containsExactly("jdbc:postgresql://127.0.0.1:1/watch", "watch-db");
        jenkins.assertEqualBeans(
                new DockerHostSetting("here", "unix:///nowhere/docker.sock"),
                settings.getHosts().get(0),
                "name,uri,credentialsId,enabled");
        assertThat(settings.getHosts().get(1).isEnabled()).isFalse();
        assertThat(settings.getChannels()).extracting(channel -> channel.name).containsExactly("mail", "own", "chat");
        assertThat(((JenkinsMailChannel) settings.getChannels().get(0)).getRecipients())
                .isEqualTo("ops@example.org");
        SmtpChannel own = (SmtpChannel) settings.getChannels().get(1);
        assertThat(own.url).isEqualTo("smtp://u@mail.example.org?from=a@example.org&to=b@example.org");
        assertThat(own.getCredentialsId()).isEqualTo("hook");
        WebhookChannel chat = (WebhookChannel) settings.getChannels().get(2);
        assertThat(chat.credentialsId).isEqualTo("hook");
        assertThat(chat.getFormField()).isEqualTo("payload");
        assertThat(chat.getTemplate()).isEqualTo("first line\n{{.Action}} \"quoted\" <b> ${NAME}\n\nlast line");
        assertThat(settings.getRules()).extracting(rule -> rule.title).containsExactly("A service fails", "Off");
        RuleSetting rule = settings.getRules().get(0);
        assertThat(rule.getConditions())
                .extracting(one -> one.field, one -> one.operator, one -> one.values)
                .containsExactly(
                        tuple("Action", ConditionOperator.IS_ANY_OF, "die\noom"),
                        tuple("image", ConditionOperator.MATCHES_NONE_OF, "^test/"));
        assertThat(rule.getRecipients()).isEqualTo("team@example.org, lead@example.org");
        assertThat(rule.isResponsiblePeople()).isTrue();
        assertThat(rule.getChannels()).isEqualTo("mail, chat");
        assertThat(rule.getTemplate()).isEqualTo("Subject: {{.Action}}\n\n{{.Action}}");
        assertThat(rule.isEnabled()).isTrue();
        assertThat(settings.getRules().get(1).isEnabled()).isFalse();
        assertThat(rule.getRestart()).isEqualTo(RestartCondition.STAYS_AWAY);
        assertThat(rule.getRestartedWithin()).isEqualTo("1m");
        assertThat(rule.getNotificationPolicy().isGrouped()).isFalse();
        assertThat(rule.getNotificationPolicy().isCrashLoops()).isFalse();
        assertThat(settings.getRules().get(1).getNotificationPolicy()).isNull();
        NotificationPolicySetting all = new NotificationPolicySetting();
        all.setGroupBy("host, image");
        all.setWait("20s");
        all.setInterval("10m");
        all.setRepeat("1d");
        all.setDeaths(5);
        all.setWithin("90s");
        all.setResolved(true);
        jenkins.assertEqualBeans(
                all,
                settings.getNotificationPolicy(),
                "grouped,groupBy,wait,interval,repeat,crashLoops,deaths,within,resolved");
        assertThat(settings.getSilences()).singleElement().satisfies(silence -> {
            assertThat(silence.reason).isEqualTo("nightly backup");
            assertThat(silence.from).isEqualTo("02:00");
            assertThat(silence.to).isEqualTo("04:30");
            assertThat(silence.getDays()).isEqualTo("sat, sun");
            assertThat(silence.getZone()).isEqualTo("Europe/Zurich");
            assertThat(silence.getConditions())
                    .extracting(condition -> condition.field, condition -> condition.values)
                    .containsExactly(tuple("name", "backup"));
        });
    }
}
