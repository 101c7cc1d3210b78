package io.jenkins.plugins.dockereventwatch.listener;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.alert.DeliveryTrouble;
import io.jenkins.plugins.dockereventwatch.builds.BuildLinks;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.overview.RecentAlertsFile;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.LiveSurroundings;
import io.jenkins.plugins.dockereventwatch.settings.SettingsListener;
import io.jenkins.plugins.dockereventwatch.settings.WatchPlan;
import io.jenkins.plugins.dockereventwatch.settings.WatchPlanner;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import java.nio.file.Path;
import java.time.Clock;
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
public final class DockerEventListener implements SettingsListener, WatchState {

    private static final Logger LOG = Logger.getLogger(DockerEventListener.class.getName());

    /** Guarded by this: what runs, from the start to the end of Jenkins. */
    private Parts parts;

    /** What runs together. */
    private static final class Parts {

        private final LiveSurroundings surroundings = new LiveSurroundings();
        private final WatchPlanner planner = new WatchPlanner(surroundings);
        private final BuildLinks links = new BuildLinks(Clock.systemUTC());
        private final SettingsThread thread = new SettingsThread();

        /** Null until it could be begun. */
        private volatile RunningWatch watch;

        private boolean closed;

        private void told(Alert alert) {
            RecentAlertsFile.get().add(alert);
            links.show(alert);
        }

        /** By the thread for settings. */
        private synchronized void apply() {
            if (closed) {
                return;
            }
            if (watch == null) {
                Path state = Jenkins.get().getRootDir().toPath().resolve("docker-event-watch");
                watch = new RunningWatch(
                        new StateLocation.Folder(state),
                        Clock.systemUTC(),
                        links,
                        links::resolve,
                        links::responsible,
                        this::told);
                watch.store()
                        .ifPresent(
                                store -> ExtensionList.lookup(StateUser.class).forEach(user -> user.opened(store)));
            }
            DockerEventWatchConfiguration settings = DockerEventWatchConfiguration.get();
            watch.follow(planner.plan(
                    settings.getHosts(),
                    settings.getChannels(),
                    settings.getRules(),
                    settings.getHandling(),
                    settings.getSilences(),
                    settings.getHeartbeat()));
        }

        private synchronized void close() {
            closed = true;
            if (watch != null) {
                ExtensionList.lookup(StateUser.class).forEach(StateUser::closing);
                watch.close();
            }
            links.close();
            surroundings.close();
        }
    }

    /** Begins, when Jenkins has loaded its settings and jobs; returns at once. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED, fatal = false)
    public synchronized void start() {
        if (parts == null) {
            parts = new Parts();
            parts.thread.ask(parts::apply);
        }
    }

    /** Ends, before Jenkins does, within five seconds. */
    @Terminator
    public void stop() {
        Parts ending;
        synchronized (this) {
            ending = parts;
            parts = null;
        }
        if (ending != null) {
            ending.thread.close();
            ending.close();
            LOG.log(Level.FINE, "stopped");
        }
    }

    @Override
    public synchronized void settingsChanged() {
        if (parts != null) {
            parts.thread.ask(parts::apply);
        }
    }

    synchronized boolean isRunning() {
        return parts != null;
    }

    private synchronized Optional<RunningWatch> watch() {
        return Optional.ofNullable(parts).map(running -> running.watch);
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
        Parts running;
        synchronized (this) {
            running = parts;
        }
        return running == null
                ? Optional.empty()
                : running.links.resolve(AlertContext.NONE.withBuild(claim)).build();
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
    public List<DeliveryTrouble> undelivered() {
        return watch().map(RunningWatch::troubles).orElse(List.of());
    }
}
