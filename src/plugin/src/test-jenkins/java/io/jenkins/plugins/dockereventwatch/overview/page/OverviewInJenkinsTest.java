package io.jenkins.plugins.dockereventwatch.overview.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.ExtensionList;
import hudson.model.Item;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryProblem;
import io.jenkins.plugins.dockereventwatch.overview.OverviewPermissions;
import io.jenkins.plugins.dockereventwatch.overview.RecentAlerts;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page under Manage Jenkins and what warns there. */
@WithJenkins
class OverviewInJenkinsTest {

    private static final String PAGE = "manage/docker-event-watch/";

    private JenkinsRule jenkins;

    @BeforeEach
    void use(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.createFreeStyleProject("phone-book");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(OverviewPermissions.VIEW)
                .everywhere()
                .to("viewer")
                .grant(Item.READ)
                .everywhere()
                .to("dev"));
    }

    @Test
    void onlyThosePermittedSeeThePage() throws Exception {
        for (String path : List.of(PAGE, PAGE + "api/json", PAGE + "api/xml")) {
            assertThat(status("admin", path)).as(path).isEqualTo(200);
            assertThat(status("viewer", path)).as(path).isEqualTo(200);
            assertThat(status("dev", path)).as(path).isEqualTo(403);
        }
    }

    @Test
    void linksPageForPermittedUsers() throws Exception {
        try (JenkinsRule.WebClient viewer = jenkins.createWebClient().login("viewer");
                JenkinsRule.WebClient dev = jenkins.createWebClient().login("dev")) {
            assertThat(viewer.goTo("").getWebResponse().getContentAsString()).contains("manage/docker-event-watch");
            assertThat(dev.goTo("").getWebResponse().getContentAsString()).doesNotContain("manage/docker-event-watch");
        }
    }

    @Test
    void filtersAlertsAndEscapesTheirTexts() throws Exception {
        RecentAlerts.get().add(alert("<script>alert(1)</script>", "docker-01"));
        RecentAlerts.get().add(alert("mysql", "docker-02"));

        try (JenkinsRule.WebClient admin = jenkins.createWebClient().login("admin")) {
            HtmlPage all = admin.goTo(PAGE);
            assertThat(all.asNormalizedText()).contains("<script>alert(1)</script>", "mysql", "phone-book #42");
            HtmlPage one = admin.goTo(PAGE + "?host=docker-02&rule=&job=phone-book");
            assertThat(one.asNormalizedText()).contains("mysql").doesNotContain("<script>");
            assertThat(admin.goTo(PAGE + "api/json?host=docker-02", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("\"container\":\"mysql\"", "\"build\":42")
                    .doesNotContain("docker-01");
        }
    }

    @Test
    void showsBuildsToPermittedUsersOnly() throws Exception {
        RecentAlerts.get().add(alert("mysql", "docker-01"));

        try (JenkinsRule.WebClient viewer = jenkins.createWebClient().login("viewer")) {
            assertThat(viewer.goTo(PAGE).asNormalizedText()).contains("mysql").doesNotContain("phone-book #42");
            assertThat(viewer.goTo(PAGE + "api/json", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("\"job\":null")
                    .doesNotContain("phone-book");
        }
    }

    @Test
    void lastAlertsOutliveARestart() {
        RecentAlerts.get().add(alert("mysql", "docker-01"));
        RecentAlerts.get().write();

        assertThat(new RecentAlerts().latestFirst())
                .singleElement()
                .satisfies(record -> assertThat(record.container).isEqualTo("mysql"));
    }

    @Test
    void administratorsAreWarned() throws Exception {
        Condition dies = condition("Action", "die");
        Condition stops = condition("status", "stop");
        ExtensionList.lookup(WatchState.class).add(0, new WatchState() {
            @Override
            public Map<String, WatchedHost> hosts() {
                return Map.of();
            }

            @Override
            public Optional<BuildReference> resolve(BuildReference claim) {
                return Optional.empty();
            }

            @Override
            public List<Rule> rules() {
                return List.of(
                        new Rule("<b>never</b>", List.of(dies, stops), List.of(), List.of("mail")),
                        new Rule("sometimes", List.of(dies), List.of(), List.of("mail")));
            }

            @Override
            public Optional<String> storageError() {
                return Optional.of("the <i>disk</i> is full");
            }

            @Override
            public Optional<Store> state() {
                return Optional.empty();
            }

            @Override
            public List<RecurringSilence> recurringSilences() {
                return List.of();
            }

            @Override
            public Map<String, List<String>> notifiersByTitle() {
                return Map.of();
            }

            @Override
            public List<DeliveryProblem> deliveryProblems() {
                return List.of(
                        new DeliveryProblem("night", 2, 9, Instant.now().minusSeconds(600), 3, "421 <i>busy</i>"),
                        new DeliveryProblem("day", 1, 9, Instant.now(), 0, "a passing one"));
            }
        });

        try (JenkinsRule.WebClient admin = jenkins.createWebClient().login("admin")) {
            assertThat(admin.goTo("manage/").asNormalizedText())
                    .contains(
                            "the <i>disk</i> is full",
                            "<b>never</b>: 'die' never matches together with 'status = stop'",
                            "Discarded: 3",
                            "Waiting: 2. Attempts for the oldest: 9")
                    .contains("night, since", "Last response: 421 <i>busy</i>")
                    .doesNotContain("sometimes", "a passing one");
        }
    }

    private static Condition condition(String field, String value) {
        return new Condition(new FieldPath(field), Condition.Operator.EQUALS, Condition.Quantifier.ANY, List.of(value));
    }

    private int status(String user, String path) throws Exception {
        try (JenkinsRule.WebClient client =
                jenkins.createWebClient().login(user).withThrowExceptionOnFailingStatusCode(false)) {
            return client.getPage(jenkins.getURL() + path).getWebResponse().getStatusCode();
        }
    }

    private static Alert alert(String container, String host) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "container").put("Action", "die").put("timeNano", 1_795_457_529_774_000_000L);
        json.putObject("Actor").put("ID", container).putObject("Attributes").put("name", container);
        return new Alert(
                DockerEvent.of(json, DockerEvent.Origin.STREAM),
                host,
                List.of("a rule"),
                "mail",
                AlertContext.NONE.withBuild(
                        new BuildReference(Optional.empty(), "phone-book", 42, Optional.empty(), Optional.empty())));
    }
}
