package io.jenkins.plugins.dockereventwatch.step;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import hudson.slaves.ComputerListener;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The running steps. Suspends them when Jenkins shuts down, before the logs of builds are closed. */
@Extension
public final class RunningSteps extends ItemListener {

    private final Set<BackgroundStepExecution> running = ConcurrentHashMap.newKeySet();

    /** Advances each time an agent connects. */
    private final Phaser connections = new Phaser(1);

    static RunningSteps get() {
        return ExtensionList.lookupSingleton(RunningSteps.class);
    }

    void add(BackgroundStepExecution step) {
        running.add(step);
    }

    void remove(BackgroundStepExecution step) {
        running.remove(step);
    }

    /** Waits until an agent connects, or the timeout has passed. */
    void awaitAgent(Duration timeout) throws InterruptedException {
        try {
            connections.awaitAdvanceInterruptibly(connections.getPhase(), timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // the caller tries again in any case
        }
    }

    @Override
    public void onBeforeShutdown() {
        running.forEach(BackgroundStepExecution::suspend);
    }

    /** Wakes the steps that wait for an agent. */
    @Extension
    public static final class AgentListener extends ComputerListener {

        @Override
        public void onOnline(Computer computer, TaskListener listener) {
            get().connections.arrive();
        }
    }
}
