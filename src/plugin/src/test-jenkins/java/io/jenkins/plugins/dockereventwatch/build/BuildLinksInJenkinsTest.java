package io.jenkins.plugins.dockereventwatch.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Cause;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.ParametersAction;
import hudson.model.PasswordParameterValue;
import hudson.model.User;
import hudson.tasks.Mailer;
import hudson.util.Secret;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.springframework.security.core.Authentication;

/** Alerts and builds of a Jenkins. */
@WithJenkins
class BuildLinksInJenkinsTest {

    private final BuildLinks links = new BuildLinks(Clock.systemUTC());
    private JenkinsRule jenkins;
    private FreeStyleProject job;

    @BeforeEach
    void use(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createFreeStyleProject("phone-book");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("dev", "starter"));
    }

    @AfterEach
    void close() {
        links.close();
    }

    @Test
    void resolvesMatchingClaim() throws Exception {
        User.getById("starter", true).save();
        FreeStyleBuild build = build("starter");

        BuildReference known = resolved(build);

        assertThat(known.displayName()).isEqualTo("phone-book #1");
        assertThat(known.url().orElseThrow()).startsWith(jenkins.getURL() + "job/phone-book/1/");
        assertThat(known.startedBy()).contains("starter");
    }

    @Test
    void dropsMismatchedClaim() throws Exception {
        FreeStyleBuild build = build("starter");
        AlertContext context = claimed(build);
        BuildReference claim = context.build().orElseThrow();
        Instant longAgo = Instant.now().minusSeconds(86_400);

        assertThat(links.resolve(context.withBuild(claim.withContainerCreated(longAgo)))
                        .build())
                .isEmpty();
        assertThat(links.resolve(context.withBuild(of(claim.url(), "phone-book", 2)))
                        .build())
                .isEmpty();
        assertThat(links.resolve(context.withBuild(of(claim.url(), "other", 1))).build())
                .isEmpty();
        assertThat(links.resolve(context.withBuild(of(Optional.of("https://evil.example/"), "phone-book", 1)))
                        .build())
                .isEmpty();
    }

    @Test
    void showsAlertsToPermittedUsersOnly() throws Exception {
        FreeStyleBuild build = build("starter");
        show(build, "<img src=x onerror=alert(1)>");

        try (JenkinsRule.WebClient dev = jenkins.createWebClient().login("dev");
                JenkinsRule.WebClient other =
                        jenkins.createWebClient().login("other").withThrowExceptionOnFailingStatusCode(false)) {
            HtmlPage page = dev.getPage(build, "docker-alerts/");
            assertThat(page.asNormalizedText())
                    .contains("<img src=x onerror=alert(1)>", "docker-01", "mysql:8.4", "137", "first", "last");
            assertThat((Object) page.querySelector("img[src=x]")).isNull();
            HtmlPage overview = dev.getPage(build);
            assertThat(overview.asNormalizedText()).contains("1 Docker alert");
            assertThat(build.getBadgeActions()).hasAtLeastOneElementOfType(DockerAlertsAction.class);
            assertThat(dev.goTo(build.getUrl() + "docker-alerts/api/json", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("\"exitCode\":\"137\"");
            for (String path : List.of("docker-alerts/", "docker-alerts/api/json", "")) {
                assertThat(other.goTo(build.getUrl() + path).getWebResponse().getStatusCode())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void alertsAreKeptWithTheBuild() throws Exception {
        FreeStyleBuild build = build("starter");
        show(build, "mysql");
        links.close();

        job._getRuns().purgeCache();
        FreeStyleBuild read = job.getBuildByNumber(1);
        DockerAlertsAction alerts = read.getAction(DockerAlertsAction.class);

        assertThat(read).isNotSameAs(build);
        assertThat(alerts.getRun()).isSameAs(read);
        assertThat(alerts.getAlerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.logLines).containsExactly("first", "last"));
    }

    @Test
    void hidesSecretsOfJobAndBuild() throws Exception {
        SystemCredentialsProvider store = SystemCredentialsProvider.getInstance();
        store.getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "token", "", Secret.fromString("s3cr3t-of-the-job")));
        store.save();
        FreeStyleBuild build = job.scheduleBuild2(
                        0,
                        new Cause.UserIdCause("starter"),
                        new ParametersAction(new PasswordParameterValue("PASSWORD", "s3cr3t-of-the-build")))
                .get();

        String hidden = links.redact(claimed(build).build(), "a s3cr3t-of-the-job\nb s3cr3t-of-the-build\nc");

        assertThat(hidden).isEqualTo("a ****\nb ****\nc");
        assertThat(links.redact(Optional.empty(), "s3cr3t-of-the-job")).isEqualTo("****");
    }

    @Test
    void hidesSecretsOfFoldersWithoutKnownBuild() throws Exception {
        jenkins.createFolder("team").createProject(MockFolder.class, "inner");
        FreeStyleBuild build = build("starter");
        Optional<BuildReference> deleted = claimed(build).build();
        build.delete();
        BuildReference never = of(Optional.empty(), "team/inner/job", 1);

        for (Optional<BuildReference> unknown :
                List.of(deleted, Optional.of(never), Optional.<BuildReference>empty())) {
            assertThat(links.redact(unknown, "a secret-of-team\nb secret-of-team/inner\nc"))
                    .isEqualTo("a ****\nb ****\nc");
        }
    }

    /** A credential for each folder. */
    @TestExtension("hidesSecretsOfFoldersWithoutKnownBuild")
    public static final class FolderSecrets extends CredentialsProvider {

        @Override
        public <C extends Credentials> List<C> getCredentialsInItemGroup(
                Class<C> type,
                ItemGroup itemGroup,
                Authentication authentication,
                List<DomainRequirement> domainRequirements) {
            return itemGroup instanceof MockFolder folder && type.isAssignableFrom(StringCredentialsImpl.class)
                    ? List.of(type.cast(new StringCredentialsImpl(
                            CredentialsScope.GLOBAL,
                            folder.getName(),
                            "",
                            Secret.fromString("secret-of-" + folder.getFullName()))))
                    : List.of();
        }
    }

    @Test
    void alertsPermittedStarterOfBuild() throws Exception {
        for (String id : List.of("starter", "outsider")) {
            User user = User.getById(id, true);
            user.addProperty(new Mailer.UserProperty(id + "@example.org"));
        }

        assertThat(links.responsible(resolved(build("starter")))).containsExactly("starter@example.org");
        assertThat(links.responsible(resolved(build("outsider")))).isEmpty();
    }

    private BuildReference resolved(FreeStyleBuild build) {
        return links.resolve(claimed(build)).build().orElseThrow();
    }

    private void show(FreeStyleBuild build, String container) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "container").put("Action", "die").put("timeNano", 1_795_457_529_774_000_000L);
        json.putObject("Actor")
                .put("ID", "1d16b6a5e22a981b")
                .putObject("Attributes")
                .put("name", container)
                .put("image", "mysql:8.4")
                .put("exitCode", "137");
        AlertContext resolved = links.resolve(claimed(build));
        links.show(new Alert(
                DockerEvent.of(json, DockerEvent.Origin.STREAM),
                "docker-01",
                List.of("failures"),
                "mail",
                new AlertContext(resolved.build(), List.of(), true, List.of("first", "last"))));
        await().until(() -> build.getAction(DockerAlertsAction.class) != null
                && build.getAction(DockerAlertsAction.class).getCount() == 1);
    }

    private FreeStyleBuild build(String user) throws Exception {
        return job.scheduleBuild2(0, new Cause.UserIdCause(user)).get();
    }

    private AlertContext claimed(FreeStyleBuild build) {
        Optional<String> url = Optional.of(jenkins.jenkins.getRootUrl() + build.getUrl());
        BuildReference claim = of(url, "phone-book", build.getNumber())
                .withContainerCreated(Instant.ofEpochMilli(build.getStartTimeInMillis() + 1));
        return AlertContext.NONE.withBuild(claim);
    }

    private static BuildReference of(Optional<String> url, String job, int number) {
        return new BuildReference(url, job, number, Optional.empty(), Optional.empty());
    }
}
