package io.jenkins.plugins.dockereventwatch.listener;

import hudson.Extension;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryProblem;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.settings.SettingsListener;
import io.jenkins.plugins.dockereventwatch.settings.WatchPlan;
import io.jenkins.plugins.dockereventwatch.settings.rule.EventSource;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The one watch of this Jenkins, on the controller: from when all jobs are loaded until Jenkins ends. All that takes time
 * is done by a thread of its own, so neither the start of Jenkins nor a saved page waits for a host.
 */
@Extension
public final class DockerEventListener implements SettingsListener, WatchState, EventSource {

    private static final Logger LOG = Logger.getLogger(DockerEventListener.class.getName());

    /** From the start to the end of Jenkins; guarded by this. */
    private LiveWatch live;

    /** Begins, when Jenkins has loaded its settings and jobs; returns at once. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED, fatal = false)
    public synchronized void start() {
        if (live == null) {
            live = new LiveWatch(Jenkins.get().getRootDir().toPath().resolve("docker-event-watch"));
            live.follow();
        }
    }

    /** Ends, before Jenkins does, within five seconds. */
    @Terminator
    public void stop() {
        LiveWatch ending;
        synchronized (this) {
            ending = live;
            live = null;
        }
        if (ending != null) {
            ending.close();
            LOG.log(Level.FINE, "stopped");
        }
    }

    @Override
    public synchronized void settingsChanged() {
        if (live != null) {
            live.follow();
        }
    }

    synchronized boolean isRunning() {
        return live != null;
    }

    private synchronized Optional<LiveWatch> live() {
        return Optional.ofNullable(live);
    }

    private Optional<RunningWatch> watch() {
        return live().flatMap(LiveWatch::running);
    }

    @Override
    public Map<String, List<DockerEvent>> latestEvents() {
        Map<String, List<DockerEvent>> events = new LinkedHashMap<>();
        hosts().forEach((name, host) -> events.put(name, host.latestEvents()));
        return events;
    }

    /** The hosts that are followed, by name; none before the start and after the end. */
    @Override
    public Map<String, WatchedHost> hosts() {
        return watch().map(RunningWatch::hosts).orElse(Map.of());
    }

    @Override
    public Optional<BuildReference> known(BuildReference claim) {
        return live().flatMap(watch ->
                watch.links().resolve(AlertContext.NONE.withBuild(claim)).build());
    }

    /** What the settings come to at present; empty before the start and after the end. */
    public Optional<WatchPlan> plan() {
        return watch().map(RunningWatch::plan);
    }

    @Override
    public List<Rule> rulesInForce() {
        return plan().map(WatchPlan::rules).orElse(List.of());
    }

    @Override
    public Optional<String> stateTrouble() {
        return live().flatMap(LiveWatch::stateTrouble);
    }

    @Override
    public Optional<Store> state() {
        return watch().flatMap(RunningWatch::store);
    }

    @Override
    public List<RecurringSilence> silencesOfSettings() {
        return plan().map(plan -> plan.handlings().silences()).orElse(List.of());
    }

    @Override
    public List<DeliveryProblem> undelivered() {
        return watch().map(RunningWatch::troubles).orElse(List.of());
    }
}
