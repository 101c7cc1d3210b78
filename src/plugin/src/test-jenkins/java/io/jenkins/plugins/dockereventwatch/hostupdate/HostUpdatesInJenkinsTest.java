package io.jenkins.plugins.dockereventwatch.hostupdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.EnvVars;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLink;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLinks;
import io.jenkins.plugins.dockereventwatch.hostupdate.page.HostUpdatesPage;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdateConfiguration;
import io.jenkins.plugins.dockereventwatch.overview.OverviewPermissions;
import io.jenkins.plugins.dockereventwatch.reminder.HostState;
import io.jenkins.plugins.dockereventwatch.reminder.HostStateRepository;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.channel.JenkinsMailChannel;
import io.jenkins.plugins.dockereventwatch.update.probe.FakeHost;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Hosts of nodes, the mails about them, their links and their page, in a Jenkins with a real mail server. */
@WithJenkins
class HostUpdatesInJenkinsTest {

    private static final String PAGE = "manage/docker-host-updates/";

    private final Inbox inbox = new Inbox();

    @TempDir
    private Path commands;

    private JenkinsRule jenkins;
    private FakeHost fakes;

    @BeforeEach
    void use(JenkinsRule rule) throws Exception {
        jenkins = rule;
        fakes = new FakeHost(commands);
        // Until the test's Java ends.
        EnvVars.masterEnvVars.putAll(fakes.environment("controller-host"));
        inbox.use();
        JenkinsMailChannel mail = new JenkinsMailChannel("mail");
        mail.setRecipients("ops@example.org");
        DockerEventWatchConfiguration.get().setChannels(List.of(mail));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new ByNode());
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    /** {@code keeper} may confirm the updates of the node {@code agent-1} alone. */
    private static final class ByNode extends AuthorizationStrategy {

        private static final Map<String, Set<Permission>> GRANTED = Map.of(
                "viewer", Set.of(Jenkins.READ, OverviewPermissions.VIEW),
                "keeper", Set.of(Jenkins.READ, OverviewPermissions.VIEW),
                "nobody", Set.of(Jenkins.READ));

        @Override
        public ACL getRootACL() {
            return ACL.lambda2((user, permission) -> user.getName().equals("admin")
                    || GRANTED.getOrDefault(user.getName(), Set.of(Jenkins.READ))
                            .contains(permission));
        }

        @Override
        public ACL getACL(Node node) {
            return ACL.lambda2((user, permission) -> getRootACL().hasPermission2(user, permission)
                    || (user.getName().equals("keeper")
                            && node.getNodeName().equals("agent-1")
                            && permission.equals(HostUpdatesPage.CONFIRM)));
        }

        @Override
        public Collection<String> getGroups() {
            return Set.of();
        }
    }

    private static HostUpdateConfiguration settings() {
        return HostUpdateConfiguration.get();
    }

    private DumbSlave agent() throws Exception {
        DumbSlave agent = jenkins.createSlave("agent-1", "docker", new EnvVars(fakes.environment("agent-host")));
        jenkins.waitOnline(agent);
        return agent;
    }

    private static HostState state(String host) throws Exception {
        return new HostStateRepository(HostUpdates.store().orElseThrow())
                .find(host)
                .orElseThrow();
    }

    @Test
    void readsNoHostsByDefault() throws Exception {
        assertThat(settings().getLabel()).isEmpty();
        try (JenkinsRule.WebClient admin = browserOf("admin")) {
            assertThat(((HtmlPage) admin.goTo(PAGE)).asNormalizedText()).contains("No hosts configured.");
        }
    }

    @Test
    void sendsRemindersWithSingleUseLinks() throws Exception {
        agent();
        settings().setLabel("built-in || docker");
        // Quartz' cron: every other second, and still one reminder a week.
        settings().setSchedule("0/2 * * * * ?");

        Inbox.Mail builtIn = inbox.first("[built-in" + PluginExpectedTexts.HOTFIX_SUBJECT);
        Inbox.Mail mail = inbox.first("[agent-1" + PluginExpectedTexts.HOTFIX_SUBJECT);
        assertThat(mail.text())
                .contains("libssl3 3.0.19-1 → 3.0.22-1", "Hotfix now (1)", "This week (1)", "curl", "Debian 12");
        assertThat(mail.html()).contains("<td>libssl3</td>", "/docker-host-update/link/" + mail.token("Postpone"));
        assertThat(builtIn.token("Postpone")).isNotEqualTo(mail.token("Postpone"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> state("agent-1").openSince().isPresent());

        String done = link(mail.token(PluginExpectedTexts.CONFIRM));
        try (JenkinsRule.WebClient stranger = browser();
                JenkinsRule.WebClient viewer = browserOf("viewer");
                JenkinsRule.WebClient keeper = browserOf("keeper")) {
            // Who is not logged in is sent to log in, and told nothing.
            assertThat(text(stranger, done)).doesNotContain("agent-1");
            assertThat(get(viewer, done).getStatusCode()).isEqualTo(403);
            assertThat(post(viewer, done + "confirm").getStatusCode()).isEqualTo(403);
            assertThat(get(keeper, link(builtIn.token(PluginExpectedTexts.CONFIRM)))
                            .getStatusCode())
                    .isEqualTo(403);
            assertThat(state("agent-1").answer().lastDone()).isEmpty();

            HtmlPage question = keeper.goTo(done);
            assertThat(question.asNormalizedText()).contains("Confirm that the updates of agent-1");
            assertThat(state("agent-1").answer().lastDone())
                    .as("nothing by looking")
                    .isEmpty();
            assertThat(get(keeper, done + "confirm").getStatusCode())
                    .as("only by POST")
                    .isNotEqualTo(200);
            HtmlPage thanks = press(question, "Confirm");
            assertThat(thanks.asNormalizedText()).contains("Thank you");
            assertThat(state("agent-1").answer().doneBy()).contains("keeper");
            assertThat(state("agent-1").openSince()).isEmpty();
            assertThat(state("built-in").answer().lastDone()).isEmpty();

            WebResponse again = get(keeper, done);
            assertThat(again.getStatusCode()).isEqualTo(410);
            assertThat(again.getContentAsString()).contains("already been used");
            assertThat(post(keeper, done + "confirm").getStatusCode()).isEqualTo(410);

            HtmlPage later = keeper.goTo(link(mail.token("Postpone")));
            ((HtmlInput) later.querySelector("input[name=until]"))
                    .setValue(LocalDate.now().plusDays(5).toString());
            press(later, "Postpone");
            assertThat(state("agent-1").answer().snoozedUntil())
                    .contains(LocalDate.now().plusDays(5));
        }
        assertThat(inbox.mails().stream().filter(each -> each.subject().contains("updates:")))
                .as("one a week for each host")
                .hasSize(2);
    }

    @Test
    void reportsInvalidLinks() throws Exception {
        settings().setLabel("built-in");
        await().atMost(Duration.ofSeconds(60)).until(() -> HostUpdatesPage.isFollowed("built-in"));
        Instant later = Instant.now().plusSeconds(1000);
        String good = token("built-in", later);
        try (JenkinsRule.WebClient admin = browserOf("admin");
                JenkinsRule.WebClient nobody = browserOf("nobody")) {
            assertThat(get(admin, link(good)).getStatusCode()).isEqualTo(200);
            for (String forged : List.of("x", good.substring(1), good + "A", good.replace('.', '-'), "..%2f..")) {
                WebResponse answer = get(nobody, link(forged));
                assertThat(answer.getStatusCode()).as(forged).isIn(400, 403);
                assertThat(post(admin, link(forged) + "confirm").getStatusCode())
                        .isIn(400, 403);
            }
            assertThat(get(nobody, link("x")).getContentAsString()).contains("was not created by this Jenkins");
            WebResponse expired =
                    get(admin, link(token("built-in", Instant.now().minusSeconds(1))));
            assertThat(expired.getStatusCode()).isEqualTo(410);
            assertThat(expired.getContentAsString()).contains("has expired");
            assertThat(get(nobody, link(token("built-in", Instant.EPOCH))).getStatusCode())
                    .isEqualTo(403);
            WebResponse gone = get(admin, link(token("<b>gone</b>", later)));
            assertThat(gone.getStatusCode()).isEqualTo(410);
            assertThat(gone.getContentAsString()).contains("no longer tracked").doesNotContain("<b>gone</b>");
            assertThat(get(nobody, link(token("gone", later))).getStatusCode()).isEqualTo(403);
        }
    }

    @Test
    void pageRespectsPermissionsPerHost() throws Exception {
        agent();
        settings().setLabel("built-in || docker");
        await().atMost(Duration.ofSeconds(90)).until(() -> isRead("built-in") && isRead("agent-1"));
        try (JenkinsRule.WebClient admin = browserOf("admin");
                JenkinsRule.WebClient keeper = browserOf("keeper");
                JenkinsRule.WebClient viewer = browserOf("viewer");
                JenkinsRule.WebClient nobody = browserOf("nobody")) {
            for (String path : List.of(PAGE, PAGE + "api/json", PAGE + "api/xml")) {
                assertThat(get(admin, path).getStatusCode()).as(path).isEqualTo(200);
                assertThat(get(viewer, path).getStatusCode()).as(path).isEqualTo(200);
                assertThat(get(nobody, path).getStatusCode()).as(path).isEqualTo(403);
            }
            HtmlPage page = admin.goTo(PAGE);
            assertThat(page.asNormalizedText())
                    .contains(
                            "built-in", "agent-1", "1 hotfix now; 1 this week", "Debian 12", "Pending updates by week")
                    .contains(PluginExpectedTexts.SECURITY_UPDATE)
                    .as("closed for now")
                    .doesNotContain("patch: install this week");
            assertThat(page.getWebResponse().getContentAsString()).contains("patch: install this week");
            assertThat(get(admin, PAGE + "api/json?depth=3").getContentAsString())
                    .contains(
                            "\"name\":\"agent-1\"",
                            "\"package\":\"libssl3\"",
                            "\"advice\":\"hotfix\"",
                            "\"rule\":\"" + PluginExpectedTexts.SECURITY_UPDATE + "\"",
                            "\"thisWeek\":1",
                            "\"missedWeeks\":0");
            assertThat(((HtmlPage) viewer.goTo(PAGE)).querySelectorAll("form[action=done]"))
                    .isEmpty();
            assertThat(((HtmlPage) keeper.goTo(PAGE)).querySelectorAll("form[action=done]"))
                    .hasSize(1);

            for (String action : List.of("done?host=agent-1", "snooze?host=agent-1&until=2999-01-01", "read")) {
                assertThat(post(viewer, PAGE + action).getStatusCode())
                        .as(action)
                        .isEqualTo(403);
                assertThat(get(admin, PAGE + action).getStatusCode()).as(action).isIn(404, 405);
            }
            assertThat(post(keeper, PAGE + "done?host=built-in").getStatusCode())
                    .isEqualTo(403);
            assertThat(post(keeper, PAGE + "snooze?host=agent-1&until=2999-01-01")
                            .getStatusCode())
                    .isEqualTo(400);
            assertThat(post(keeper, PAGE + "snooze?host=agent-1&until=tomorrow").getStatusCode())
                    .isEqualTo(400);

            HtmlForm answer = (HtmlForm) ((HtmlPage) keeper.goTo(PAGE)).querySelector("form[action=done]");
            HtmlPage after = ((HtmlButton) answer.querySelector("button")).click();
            assertThat(after.asNormalizedText()).contains("(keeper)");
            assertThat(state("agent-1").answer().doneBy()).contains("keeper");
            String day = LocalDate.now().plusDays(3).toString();
            assertThat(post(keeper, PAGE + "snooze?host=agent-1&until=" + day).getStatusCode())
                    .isEqualTo(200);
            assertThat(((HtmlPage) keeper.goTo(PAGE)).asNormalizedText()).contains(day);

            Instant before = state("agent-1").reading().lastRead().orElseThrow();
            press(keeper.goTo(PAGE), "Check now");
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            state("agent-1").reading().lastRead().orElseThrow().isAfter(before));
        }
    }

    private boolean isRead(String host) {
        return new HostUpdatesPage().getHosts().stream().anyMatch(view -> view.name.equals(host) && view.known);
    }

    @Test
    void reportsOfflineAgent() throws Exception {
        DumbSlave agent = agent();
        Computer computer = agent.toComputer();
        computer.disconnect(new OfflineCause.ByCLI("in repair")).get();
        settings().setCheckMinutes(1);
        settings().setLabel("docker");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> new HostUpdatesPage().getHosts().stream().anyMatch(view -> view.failure != null));

        assertThat(state("agent-1").reading().failure().orElseThrow()).contains("the agent is offline");
        settings().setSchedule("0/2 * * * * ?");
        assertThat(inbox.first("[agent-1] updates: unknown").text())
                .contains("does not mean that there is nothing to do");

        // Nodes that come and go, come and go here too.
        jenkins.jenkins.removeNode(agent);
        await().atMost(Duration.ofSeconds(60)).until(() -> !HostUpdatesPage.isFollowed("agent-1"));
    }

    private static String token(String host, Instant expires) {
        return new AnswerLink(AnswerLink.Kind.DONE, host, "2026-W48", Instant.ofEpochSecond(expires.getEpochSecond()))
                .token(AnswerLinks.SIGNER);
    }

    private static String link(String token) {
        return "docker-host-update/link/" + token + "/";
    }

    private static HtmlPage press(HtmlPage page, String button) throws Exception {
        for (Object each : page.querySelectorAll("button")) {
            if (((HtmlButton) each).asNormalizedText().equals(button)) {
                return ((HtmlButton) each).click();
            }
        }
        throw new AssertionError("no button " + button + " on " + page.asNormalizedText());
    }

    private JenkinsRule.WebClient browser() {
        return jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
    }

    private JenkinsRule.WebClient browserOf(String user) throws Exception {
        return browser().login(user);
    }

    private WebResponse get(JenkinsRule.WebClient browser, String path) throws Exception {
        Page page = browser.getPage(new URL(jenkins.getURL(), path));
        return page.getWebResponse();
    }

    private String text(JenkinsRule.WebClient browser, String path) throws Exception {
        return get(browser, path).getContentAsString();
    }

    private WebResponse post(JenkinsRule.WebClient browser, String path) throws Exception {
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
        return browser.getPage(browser.addCrumb(request)).getWebResponse();
    }
}
