package io.jenkins.plugins.dockereventwatch.overview.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.ExtensionList;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.dockereventwatch.PluginExpectedTexts;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.config.MatcherText;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.overview.OverviewPermissions;
import io.jenkins.plugins.dockereventwatch.overview.RecentAlerts;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRepository;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Silences on the page: who sees, adds and ends them, and what is said where that cannot be done. */
@WithJenkins
class SilencesInJenkinsTest {

    private static final String OVERVIEW = "manage/docker-event-watch/";
    private static final String PAGE = OVERVIEW + "silence/";
    private static final String SCRIPT = "<script>alert(1)</script>";

    private JenkinsRule jenkins;

    @BeforeEach
    void use(JenkinsRule rule) {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(OverviewPermissions.VIEW, OverviewPermissions.SILENCE)
                .everywhere()
                .to("watcher")
                .grant(Jenkins.SYSTEM_READ)
                .everywhere()
                .to("reader"));
        await().atMost(Duration.ofMinutes(1)).until(() -> state().isPresent());
    }

    private static Optional<Store> state() {
        return ExtensionList.lookup(WatchState.class).stream()
                .flatMap(state -> state.state().stream())
                .findFirst();
    }

    private static SilenceRepository book() {
        return new SilenceRepository(state().orElseThrow(), Clock.systemUTC());
    }

    /** Those that are not over. */
    private static List<Silence> held() throws Exception {
        Instant now = Instant.now();
        return book().list().stream()
                .filter(silence -> silence.ends().isAfter(now))
                .toList();
    }

    private JenkinsRule.WebClient browserOf(String user) throws Exception {
        return jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
    }

    private static HtmlPage submit(HtmlPage page, String matchers, String until, String reason) throws Exception {
        HtmlForm form = page.getFormByName("silence");
        form.getTextAreaByName("matchers").setText(matchers);
        form.getInputByName("until").setValue(until);
        form.getInputByName("reason").setValue(reason);
        return press(page, form.querySelector("button"));
    }

    /** Without scripts the crumb is not added to the form. */
    private static HtmlPage press(HtmlPage page, HtmlButton button) throws Exception {
        WebRequest request = button.getEnclosingForm().getWebRequest(button);
        JenkinsRule.WebClient browser = (JenkinsRule.WebClient) page.getWebClient();
        return browser.getPage(browser.addCrumb(request));
    }

    private WebResponse post(JenkinsRule.WebClient browser, String path, String... parameters) throws Exception {
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
        List<NameValuePair> pairs = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.add(new NameValuePair(parameters[i], parameters[i + 1]));
        }
        request.setRequestParameters(pairs);
        return browser.getPage(browser.addCrumb(request)).getWebResponse();
    }

    @Test
    void addsListsAndEndsSilence() throws Exception {
        try (JenkinsRule.WebClient watcher = browserOf("watcher")) {
            assertThat(watcher.goTo(OVERVIEW).asNormalizedText()).contains(PluginExpectedTexts.NO_SILENCES);

            HtmlPage added =
                    submit(watcher.goTo(PAGE), "dockerHostLabel=docker-01\nActor.Attributes.name=~^my", "2h", SCRIPT);

            assertThat(added.getUrl()).isEqualTo(new URL(jenkins.getURL(), PAGE));
            assertThat(added.asNormalizedText())
                    .contains(
                            "dockerHostLabel = docker-01", "Actor.Attributes.name ~ ^my", "Active", SCRIPT, "watcher");
            assertThat(held()).singleElement().satisfies(silence -> {
                assertThat(silence.author()).isEqualTo("watcher");
                assertThat(Duration.between(silence.starts(), silence.ends()))
                        .isBetween(Duration.ofHours(2).minusSeconds(1), Duration.ofHours(2));
            });
            HtmlPage overview = watcher.goTo(OVERVIEW);
            assertThat(overview.getElementById("silences").asNormalizedText())
                    .contains("dockerHostLabel = docker-01", SCRIPT);
            assertThat(watcher.goTo(OVERVIEW + "api/json?tree=silences[*]", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("\"author\":\"watcher\"", "\"fromSettings\":false", "\"holding\":true", "\"id\":");

            HtmlPage ended = press(overview, overview.querySelector("#silences form button"));

            assertThat(ended.asNormalizedText()).contains(PluginExpectedTexts.NO_SILENCES);
            assertThat(held()).isEmpty();
        }
    }

    @Test
    void reportsInvalidInputAndKeepsIt() throws Exception {
        try (JenkinsRule.WebClient watcher = browserOf("watcher")) {
            HtmlPage answer = submit(watcher.goTo(PAGE), "mysql" + SCRIPT, "2001-01-01 10:00", "x".repeat(1001));

            assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(400);
            assertThat(answer.asNormalizedText())
                    .contains(
                            PluginExpectedTexts.INVALID_CONDITION + "'mysql" + SCRIPT
                                    + "': expected FIELD=TEXT or FIELD=~PATTERN",
                            PluginExpectedTexts.INVALID_END + " '2001-01-01 10:00'",
                            "expected a reason of " + PluginExpectedTexts.LONGEST_REASON + ", but it has 1001")
                    .doesNotContain("Exception", "\tat ");
            HtmlForm form = answer.getFormByName("silence");
            assertThat(form.getTextAreaByName("matchers").getText().strip()).isEqualTo("mysql" + SCRIPT);
            assertThat(form.getInputByName("until").getValue()).isEqualTo("2001-01-01 10:00");
            assertThat(form.getInputByName("reason").getValue()).hasSize(1001);

            HtmlPage mended = submit(answer, "notifier=mail", "7d", "moves");
            assertThat(mended.getWebResponse().getStatusCode()).isEqualTo(200);
            assertThat(held())
                    .singleElement()
                    .satisfies(silence -> assertThat(silence.reason()).isEqualTo("moves"));

            WebResponse nothing = post(watcher, PAGE + "add");
            assertThat(nothing.getStatusCode()).isEqualTo(400);
            assertThat(nothing.getContentAsString())
                    .contains("Missing condition of the silence", "needs a reason")
                    .doesNotContain("Exception");
            for (String unknown : List.of("4711", "-1", "one", "9".repeat(30), SCRIPT)) {
                WebResponse answerToEnd = post(watcher, PAGE + "end", "id", unknown);
                assertThat(answerToEnd.getStatusCode()).as(unknown).isEqualTo(404);
                assertThat(answerToEnd.getContentAsString())
                        .contains("No active silence")
                        .doesNotContain("Exception", SCRIPT);
            }
            assertThat(held()).hasSize(1);
        }
    }

    @Test
    void readersCannotChangeSilences() throws Exception {
        long id = book().add(new Silence(
                0,
                MatcherText.parse(List.of("notifier=mail")),
                Instant.now(),
                Instant.now().plusSeconds(3600),
                "moves",
                "watcher"));
        RecentAlerts.get().add(alert("mysql"));

        try (JenkinsRule.WebClient reader = browserOf("reader");
                JenkinsRule.WebClient nobody = browserOf("nobody");
                JenkinsRule.WebClient watcher = browserOf("watcher")) {
            HtmlPage overview = reader.goTo(OVERVIEW);
            assertThat(overview.getElementById("silences").asNormalizedText()).contains("notifier = mail", "moves");
            HtmlPage page = reader.goTo(PAGE);
            assertThat(page.asNormalizedText()).contains("notifier = mail", "moves");
            for (HtmlPage shown : List.of(overview, page)) {
                assertThat(shown.<HtmlForm>getByXPath("//form[contains(@action, 'silence/')]"))
                        .isEmpty();
                assertThat(shown.<HtmlAnchor>getByXPath("//a[contains(@href, 'silence/?alert')]"))
                        .isEmpty();
            }
            assertThat(nobody.goTo(PAGE).getWebResponse().getStatusCode()).isEqualTo(403);
            for (JenkinsRule.WebClient forbidden : List.of(reader, nobody)) {
                assertThat(post(forbidden, PAGE + "add", "matchers", "notifier=a", "until", "2h", "reason", "x")
                                .getStatusCode())
                        .isEqualTo(403);
                assertThat(post(forbidden, PAGE + "end", "id", Long.toString(id))
                                .getStatusCode())
                        .isEqualTo(403);
                for (String check : List.of("checkMatchers", "checkUntil", "checkReason")) {
                    assertThat(post(forbidden, check(check), "value", "x").getStatusCode())
                            .as(check)
                            .isEqualTo(403);
                }
            }

            // Nor does anybody by following a link, or without a crumb.
            assertThat(watcher.goTo(PAGE + "end?id=" + id).getWebResponse().getStatusCode())
                    .isEqualTo(404);
            assertThat(watcher.goTo(PAGE + "add?matchers=notifier%3Da&until=2h&reason=x")
                            .getWebResponse()
                            .getStatusCode())
                    .isEqualTo(404);
            assertThat(watcher.getPage(
                                    new WebRequest(new URL(jenkins.getURL(), PAGE + "end?id=" + id), HttpMethod.POST))
                            .getWebResponse()
                            .getStatusCode())
                    .isEqualTo(403);
        }
        assertThat(held())
                .singleElement()
                .satisfies(silence -> assertThat(silence.id()).isEqualTo(id));
    }

    private static String check(String method) {
        return "descriptorByName/" + SilenceForm.class.getName() + "/" + method;
    }

    @Test
    void validatesInputWhileTyping() throws Exception {
        try (JenkinsRule.WebClient watcher = browserOf("watcher")) {
            assertThat(post(watcher, check("checkMatchers"), "value", "notifier=a\nActor.Attributes.Image=a")
                            .getContentAsString())
                    .contains("class=\"error\"", "did you mean &#039;Actor.Attributes.image&#039;");
            assertThat(post(watcher, check("checkMatchers"), "value", "").getContentAsString())
                    .doesNotContain("error");
            assertThat(post(watcher, check("checkUntil"), "value", "soon").getContentAsString())
                    .contains("class=\"error\"", "Invalid duration");
            assertThat(post(watcher, check("checkUntil"), "value", "2h").getContentAsString())
                    .contains("class=\"ok\"");
            assertThat(post(watcher, check("checkReason"), "value", "x".repeat(1001))
                            .getContentAsString())
                    .contains("class=\"error\"", PluginExpectedTexts.LONGEST_REASON + ", but it has 1001");
        }
    }

    @Test
    void prefillsFormFromAlertWithoutSaving() throws Exception {
        RecentAlerts.get().add(alert(SCRIPT));

        try (JenkinsRule.WebClient watcher = browserOf("watcher")) {
            HtmlPage overview = watcher.goTo(OVERVIEW);
            HtmlAnchor silence = overview.getFirstByXPath("//a[contains(@href, 'silence/?alert=')]");
            HtmlPage page = silence.click();

            HtmlForm form = page.getFormByName("silence");
            assertThat(form.getTextAreaByName("matchers").getText().strip().lines())
                    .containsExactly(
                            "dockerHostLabel=docker-01", "Actor.Attributes.name=" + SCRIPT, "notificationTitle=a rule");
            assertThat(page.asNormalizedText()).contains("Action=die");
            assertThat(held()).isEmpty();

            form.getInputByName("reason").setValue("moves");
            assertThat(press(page, form.querySelector("button")).asNormalizedText())
                    .contains("Actor.Attributes.name = " + SCRIPT, "moves");
            assertThat(held()).hasSize(1);

            HtmlPage gone = watcher.goTo(PAGE + "?alert=no-such");
            assertThat(gone.asNormalizedText()).contains("no longer in the list of recent alerts");
            assertThat(gone.getFormByName("silence")
                            .getTextAreaByName("matchers")
                            .getText()
                            .strip())
                    .isEmpty();
        }
    }

    @Test
    void listsRecurringSilencesReadOnly(@TempDir Path folder) throws Exception {
        Path code = Files.writeString(folder.resolve("jenkins.yaml"), """
            unclassified:
              dockerEventWatch:
                silences:
                  - reason: Nightly <b>backup</b>
                    from: "00:00"
                    to: "00:00"
                    conditions:
                      - field: name
                        operator: IS_ANY_OF
                        values: backup
            """);
        ConfigurationAsCode.get().configure(code.toString());

        try (JenkinsRule.WebClient watcher = browserOf("watcher")) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(watcher.goTo(OVERVIEW)
                                    .getElementById("silences")
                                    .asNormalizedText())
                            .contains(
                                    "Actor.Attributes.name = backup",
                                    "every day 00:00–00:00",
                                    "Active",
                                    "Nightly <b>backup</b>",
                                    "Settings: change it in Manage Jenkins, System"));
            HtmlPage page = watcher.goTo(PAGE);
            assertThat(page.asNormalizedText()).contains("Nightly <b>backup</b>");
            assertThat(page.<HtmlForm>getByXPath("//form[contains(@action, 'silence/end')]"))
                    .isEmpty();
            assertThat(watcher.goTo(OVERVIEW + "api/json?tree=silences[*]", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("\"fromSettings\":true", "\"id\":null", "\"author\":null");
        }
    }

    private static Alert alert(String container) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "container").put("Action", "die").put("timeNano", 1_795_457_529_774_000_000L);
        json.putObject("Actor").put("ID", "c0ffee").putObject("Attributes").put("name", container);
        return Alert.of(DockerEvent.of(json, DockerEvent.Origin.STREAM), "docker-01", List.of("a rule"), "mail");
    }
}
