package io.jenkins.plugins.dockereventwatch.step;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.listeners.ItemListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The running steps. Suspends them when Jenkins shuts down, before the logs of builds are closed. */
@Extension
public final class RunningSteps extends ItemListener {

    private final Set<BackgroundStepExecution> running = ConcurrentHashMap.newKeySet();

    static RunningSteps get() {
        return ExtensionList.lookupSingleton(RunningSteps.class);
    }

    void add(BackgroundStepExecution step) {
        running.add(step);
    }

    void remove(BackgroundStepExecution step) {
        running.remove(step);
    }

    @Override
    public void onBeforeShutdown() {
        running.forEach(BackgroundStepExecution::suspend);
    }
}
