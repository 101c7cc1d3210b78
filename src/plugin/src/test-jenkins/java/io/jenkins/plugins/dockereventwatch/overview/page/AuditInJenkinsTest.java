package io.jenkins.plugins.dockereventwatch.overview.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.overview.OverviewPermissions;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The table of containers that nothing limits, of a real Docker host. */
@WithDocker
@WithJenkins
class AuditInJenkinsTest {

    private static final String PAGE = "manage/docker-event-watch/";

    @Test
    void showsProblemRemedyAndBuild(JenkinsRule jenkins, DockerEngine docker) throws Exception {
        String address = jenkins.getURL() + "job/phone-book/1/";
        FreeStyleProject job = jenkins.createFreeStyleProject("phone-book");
        jenkins.buildAndAssertSuccess(job);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, OverviewPermissions.VIEW)
                .everywhere()
                .to("viewer")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("dev"));
        docker.run(
                "audited",
                DockerEngine.IMAGE,
                "exec sleep 600",
                create -> create.withEnv("JOB_NAME=phone-book", "BUILD_NUMBER=1", "BUILD_URL=" + address));
        try {
            DockerEventWatchConfiguration.get()
                    .setHosts(List.of(new DockerHostSetting(
                            "docker-01", docker.host().uri().toString())));

            try (JenkinsRule.WebClient admin = jenkins.createWebClient().login("admin");
                    JenkinsRule.WebClient viewer = jenkins.createWebClient().login("viewer")) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(
                                        admin.goTo(PAGE).getElementById("audit").asNormalizedText())
                                .contains(
                                        "audited",
                                        "No memory limit: the container can use all memory and swap of the host",
                                        "use docker update --pids-limit",
                                        "phone-book #1"));
                assertThat(admin.goTo(PAGE + "api/json", "application/json")
                                .getWebResponse()
                                .getContentAsString())
                        .contains("\"rule\":\"no-cpu-limit\"", "\"level\":\"warning\"", "\"job\":\"phone-book\"");
                assertThat(viewer.goTo(PAGE).getElementById("audit").asNormalizedText())
                        .contains("audited")
                        .doesNotContain("phone-book");
            }
        } finally {
            docker.remove("audited");
        }
    }
}
