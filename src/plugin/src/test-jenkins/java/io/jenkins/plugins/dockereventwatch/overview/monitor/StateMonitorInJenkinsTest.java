package io.jenkins.plugins.dockereventwatch.overview.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.EnvVars;
import hudson.ExtensionList;
import io.jenkins.plugins.dockereventwatch.hostupdate.HostUpdates;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdateConfiguration;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.update.probe.FakeHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class StateMonitorInJenkinsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void warnsAboutErrorsOfReminders(JenkinsRule jenkins, @TempDir Path commands) throws Exception {
        EnvVars.masterEnvVars.putAll(new FakeHost(commands).environment("controller-host"));
        HostUpdateConfiguration.get().setLabel("built-in");
        await().atMost(PATIENCE).until(() -> postpone(Optional.of("no day")) == 1);

        HostUpdates.readSoon();

        await().atMost(PATIENCE).until(() -> !errors().isEmpty());
        assertThat(errors())
                .containsExactly("thread host updates: read: internal error (IllegalStateException), see the log");
        postpone(Optional.empty());
        HostUpdates.readSoon();
        await().atMost(PATIENCE).until(() -> errors().isEmpty());
    }

    private static List<String> errors() {
        return ExtensionList.lookupSingleton(StateMonitor.class).getErrors();
    }

    /** Changes the stored day of all hosts. Returns their number. */
    private static int postpone(Optional<String> day) throws StoreException {
        return HostUpdates.store().isEmpty()
                ? 0
                : HostUpdates.store()
                        .get()
                        .transaction(sql -> sql.of("update update_host set snoozed_until = ?")
                                .update(day));
    }
}
