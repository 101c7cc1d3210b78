package io.jenkins.plugins.dockereventwatch.listener;

import hudson.Extension;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.form.SettingsListener;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryProblem;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.service.WatchService;
import io.jenkins.plugins.dockereventwatch.settings.CompiledSettings;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * The watch of this Jenkins, on the controller. Starts after all jobs are loaded, and stops before Jenkins stops.
 * Neither the start of Jenkins nor saving a page blocks.
 */
@Extension
public final class DockerEventListener implements SettingsListener, WatchState {

    /** Null before the start and after the end of the watch; guarded by this. */
    private WatchLifecycle lifecycle;

    /** Starts the watch. Returns at once. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED, fatal = false)
    public synchronized void start() {
        if (lifecycle == null) {
            lifecycle = new WatchLifecycle(Jenkins.get().getRootDir().toPath().resolve("docker-event-watch"));
            lifecycle.applySettings();
        }
    }

    /** Stops the watch within five seconds. */
    @Terminator
    public void stop() {
        WatchLifecycle ending;
        synchronized (this) {
            ending = lifecycle;
            lifecycle = null;
        }
        if (ending != null) {
            ending.close();
        }
    }

    @Override
    public synchronized void settingsChanged() {
        if (lifecycle != null) {
            lifecycle.applySettings();
        }
    }

    synchronized boolean isRunning() {
        return lifecycle != null;
    }

    private synchronized Optional<WatchLifecycle> lifecycle() {
        return Optional.ofNullable(lifecycle);
    }

    private Optional<WatchService> service() {
        return lifecycle().flatMap(WatchLifecycle::service);
    }

    @Override
    public Map<String, WatchedHost> hosts() {
        return service().map(WatchService::hosts).orElse(Map.of());
    }

    @Override
    public Optional<BuildReference> resolve(BuildReference claim) {
        return lifecycle()
                .flatMap(watch -> watch.links()
                        .resolve(AlertContext.NONE.withBuild(claim))
                        .build());
    }

    public CompiledSettings settings() {
        return lifecycle().map(WatchLifecycle::settings).orElse(CompiledSettings.EMPTY);
    }

    /** Reads the hosts whose updates are tracked soon. Returns at once. */
    public void readHostsSoon() {
        service().ifPresent(WatchService::readHostsSoon);
    }

    @Override
    public List<Rule> rules() {
        return settings().watch().rules().rules();
    }

    @Override
    public Optional<String> storageError() {
        return lifecycle().flatMap(WatchLifecycle::stateProblem);
    }

    @Override
    public Optional<Store> state() {
        return service().map(WatchService::store).filter(Store::isDurable);
    }

    @Override
    public List<RecurringSilence> recurringSilences() {
        return settings().watch().policies().silences();
    }

    @Override
    public Map<String, List<String>> notifiersByTitle() {
        return settings().watch().notifiersByTitle();
    }

    @Override
    public List<DeliveryProblem> deliveryProblems() {
        return service().map(WatchService::deliveryProblems).orElse(List.of());
    }
}
