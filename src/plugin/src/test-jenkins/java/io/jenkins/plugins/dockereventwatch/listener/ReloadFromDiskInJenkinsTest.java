package io.jenkins.plugins.dockereventwatch.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.ExtensionList;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdateConfiguration;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.UpdatePolicySetting;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.policy.LimitedRunConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.rule.RuleSetting;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.WebApp;

/** "Reload Configuration from Disk", after an administrator has edited files of JENKINS_HOME. */
@WithJenkins
class ReloadFromDiskInJenkinsTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void use(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void appliesChangesAndKeepsUnchangedHosts() throws Exception {
        DockerEventWatchConfiguration settings = DockerEventWatchConfiguration.get();
        settings.setHosts(List.of(
                new DockerHostSetting("stays", "unix:///nowhere/docker.sock"),
                new DockerHostSetting("moves", "unix:///nowhere/old.sock")));
        settings.setRules(List.of(new RuleSetting("removed")));
        await().until(() -> listener().hosts().size() == 2);
        WatchedHost stays = listener().hosts().get("stays");
        WatchedHost moves = listener().hosts().get("moves");

        Path file = file(DockerEventWatchConfiguration.class);
        String edited = Files.readString(file)
                .replace("/nowhere/old.sock", "/nowhere/new.sock")
                .replaceFirst("(?s)<rules>.*</rules>", "");
        Files.writeString(file, edited);
        reload();

        await().until(() -> listener().hosts().get("moves") != moves);
        assertThat(listener().hosts()).containsOnlyKeys("stays", "moves").containsEntry("stays", stays);
        assertThat(settings.getHosts())
                .extracting(host -> host.uri)
                .containsExactly("unix:///nowhere/docker.sock", "unix:///nowhere/new.sock");
        assertThat(settings.getRules()).isEmpty();
    }

    @Test
    void reloadsImagePolicyAndLimits() throws Exception {
        ImagePolicyConfiguration policy = ImagePolicyConfiguration.get();
        policy.setAllow(List.of("ghcr.io/acme/**"));
        LimitedRunConfiguration limits = LimitedRunConfiguration.get();
        limits.setNetworks(List.of("ci"));
        assertThat(policy.policy().judge("quay.io/other/tool").outcome()).isEqualTo(Outcome.DENIED);

        Path policyFile = file(ImagePolicyConfiguration.class);
        Files.writeString(policyFile, Files.readString(policyFile).replace("ghcr.io/acme/**", "quay.io/other/**"));
        Path limitsFile = file(LimitedRunConfiguration.class);
        Files.writeString(limitsFile, Files.readString(limitsFile).replace(">ci<", ">build<"));
        reload();

        assertThat(policy.policy().judge("quay.io/other/tool").outcome()).isEqualTo(Outcome.ALLOWED);
        assertThat(policy.policy().judge("ghcr.io/acme/tool").outcome()).isEqualTo(Outcome.DENIED);
        assertThat(limits.getNetworks()).containsExactly("build");
    }

    @Test
    void reloadsHostUpdatesAndResetsRemovedSettings() throws Exception {
        HostUpdateConfiguration updates = HostUpdateConfiguration.get();
        updates.setZone("Europe/Zurich");
        UpdatePolicySetting policy = new UpdatePolicySetting();
        policy.setMajorDays(30);
        updates.setPolicy(policy);
        updates.setRecipients("ops@example.org");

        Path file = file(HostUpdateConfiguration.class);
        String edited = Files.readString(file)
                .replace("<majorDays>30<", "<majorDays>40<")
                .replaceFirst("<recipients>.*</recipients>", "")
                .replaceFirst("<zone>.*</zone>", "");
        Files.writeString(file, edited);
        reload();

        assertThat(updates.getPolicy().getMajorDays()).isEqualTo(40);
        assertThat(updates.getRecipients()).isEmpty();
        assertThat(updates.getZone()).isEmpty();
    }

    @Test
    void keepsSettingsIfFileIsInvalid() throws Exception {
        ImagePolicyConfiguration policy = ImagePolicyConfiguration.get();
        policy.setAllow(List.of("ghcr.io/acme/**"));

        Files.writeString(file(ImagePolicyConfiguration.class), "<this is no");
        reload();

        assertThat(policy.getAllow()).containsExactly("ghcr.io/acme/**");
    }

    /** As an administrator does it. */
    private void reload() throws Exception {
        // The page that says that Jenkins is loading reloads itself.
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            WebRequest request = new WebRequest(new URL(jenkins.getURL(), "reload"), HttpMethod.POST);
            browser.withThrowExceptionOnFailingStatusCode(false).getPage(browser.addCrumb(request));
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> WebApp.get(jenkins.jenkins.getServletContext()).getApp() == jenkins.jenkins);
    }

    private static DockerEventListener listener() {
        return ExtensionList.lookupSingleton(DockerEventListener.class);
    }

    private Path file(Class<? extends GlobalConfiguration> settings) {
        return jenkins.jenkins.getRootDir().toPath().resolve(settings.getName() + ".xml");
    }
}
