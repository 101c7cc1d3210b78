package io.jenkins.plugins.dockereventwatch.overview.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.dockereventwatch.listener.StateListener;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class StateMonitorInJenkinsTest {

    @Test
    void warnsAboutErrorsOfStateListeners(JenkinsRule jenkins) {
        ExtensionList.lookup(StateListener.class).add(0, new StateListener() {
            @Override
            public void opened(Store store) {}

            @Override
            public Map<String, String> errors() {
                return Map.of("host updates: read", "internal error (IllegalStateException), see the log");
            }

            @Override
            public void closing() {}
        });

        assertThat(ExtensionList.lookupSingleton(StateMonitor.class).getErrors())
                .containsExactly("thread host updates: read: internal error (IllegalStateException), see the log");
    }
}
