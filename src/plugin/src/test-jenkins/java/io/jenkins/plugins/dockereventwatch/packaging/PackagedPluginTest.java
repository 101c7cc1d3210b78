package io.jenkins.plugins.dockereventwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.PluginWrapper;
import io.jenkins.plugins.dockereventwatch.listener.DockerEventListener;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.host.DockerHostSetting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The archive that the default build makes from signatures, in a Jenkins with real class loaders. */
class PackagedPluginTest {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    /** Without the plugin that has PostgreSQL's driver, which is needed for nothing else. */
    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension()
            .omitPlugins("docker-event-watch", "postgresql-api")
            .addPlugins("docker-event-watch.hpi");

    @Test
    void settingsSurviveRestart() throws Throwable {
        jenkins.then(PackagedPluginTest::setUp);
        jenkins.then(PackagedPluginTest::isAsItWas);

        assertThat(jenkins.getHome().toPath().resolve("docker-event-watch/database/state.mv.db"))
                .isRegularFile();
    }

    private static void setUp(JenkinsRule rule) {
        PluginWrapper plugin = rule.jenkins.getPluginManager().getPlugin("docker-event-watch");
        assertThat(plugin.isActive()).isTrue();
        assertThat(rule.jenkins.getPluginManager().getPlugin("postgresql-api")).isNull();
        assertThat(rule.jenkins.getPluginManager().getFailedPlugins()).isEmpty();
        assertThat(DockerEventWatchConfiguration.class.getClassLoader()).isSameAs(plugin.classLoader);
        DockerEventWatchConfiguration.get()
                .setHosts(List.of(new DockerHostSetting("nowhere", "unix:///nowhere/docker.sock")));
        awaitHost();
    }

    private static void isAsItWas(JenkinsRule rule) {
        assertThat(DockerEventWatchConfiguration.get().getHosts())
                .extracting(host -> host.name)
                .containsExactly("nowhere");
        awaitHost();
        Instant before = Instant.now();
        listener().stop();
        assertThat(Duration.between(before, Instant.now())).isLessThan(LONGEST_STOP);
        assertThat(listener().hosts()).isEmpty();
    }

    private static void awaitHost() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> listener().hosts().containsKey("nowhere"));
    }

    private static DockerEventListener listener() {
        return ExtensionList.lookupSingleton(DockerEventListener.class);
    }
}
