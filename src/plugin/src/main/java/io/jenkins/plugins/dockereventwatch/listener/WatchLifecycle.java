package io.jenkins.plugins.dockereventwatch.listener;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.build.BuildLinks;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLinks;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdateConfiguration;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdatePlan;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdatePlanner;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.NodeSelector;
import io.jenkins.plugins.dockereventwatch.overview.RecentAlerts;
import io.jenkins.plugins.dockereventwatch.service.WatchIntegrations;
import io.jenkins.plugins.dockereventwatch.service.WatchService;
import io.jenkins.plugins.dockereventwatch.settings.CompiledSettings;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.StateSetting;
import io.jenkins.plugins.dockereventwatch.settings.WatchConfigurationFactory;
import io.jenkins.plugins.dockereventwatch.settings.channel.MailRoutes;
import io.jenkins.plugins.dockereventwatch.settings.credentials.JenkinsCredentialResolver;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** Opens the configured state, and runs the watch according to the settings while Jenkins runs. */
final class WatchLifecycle implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WatchLifecycle.class.getName());

    /** The retry interval for a database that cannot be reached, and for one that cannot be used. */
    private static final Duration UNREACHABLE_RETRY = Duration.ofSeconds(5);

    private static final Duration UNUSABLE_RETRY = Duration.ofMinutes(1);

    private final Path folder;
    private final JenkinsCredentialResolver credentials = new JenkinsCredentialResolver();
    private final WatchConfigurationFactory factory = new WatchConfigurationFactory(credentials);
    private final BuildLinks links = new BuildLinks(Clock.systemUTC());
    private final JenkinsAlerts alerts = new JenkinsAlerts(links::responsible, this::show);
    private final SettingsThread thread = new SettingsThread();

    /** Null until a state is open; replaced if another state is configured. */
    private volatile WatchService service;

    /** Null until they are opened. */
    private volatile StateStores states;

    private volatile CompiledSettings settings = CompiledSettings.EMPTY;

    /** The database of {@code service}; empty for the folder. Used by the settings thread only. */
    private Optional<StateLocation.PostgreSql> database = Optional.empty();

    /** Guarded by this. */
    private boolean closed;

    /**
     * Creates an idle watch.
     *
     * @param folder contains the state if no database is configured
     */
    WatchLifecycle(Path folder) {
        this.folder = folder;
    }

    /** Schedules applying the settings on the settings thread. */
    void applySettings() {
        thread.submit(this::apply);
    }

    Optional<WatchService> service() {
        return Optional.ofNullable(service);
    }

    CompiledSettings settings() {
        return settings;
    }

    BuildLinks links() {
        return links;
    }

    /** Returns the current problem of the storage or of a thread; empty for none. */
    Optional<String> stateProblem() {
        return Optional.ofNullable(states)
                .flatMap(StateStores::problem)
                .or(() -> service().flatMap(watch -> watch.health().failure()));
    }

    private void apply() {
        if (!open()) {
            return;
        }
        DockerEventWatchConfiguration configured = DockerEventWatchConfiguration.get();
        choose(configured.getState());
        if (service == null) {
            return;
        }
        CompiledSettings before = settings;
        CompiledSettings next = factory.create(
                configured.getHosts(),
                configured.getChannels(),
                configured.getRules(),
                configured.getNotificationPolicy(),
                configured.getSilences(),
                new WatchConfigurationFactory.MonitoringSettings(
                        configured.getServices(),
                        Optional.ofNullable(configured.getHostAvailability()),
                        configured.getHeartbeat(),
                        hostUpdates()));
        warnOfNew(next.problems(), before.problems(), "Invalid setting: {0}");
        warnOfNew(next.hostUpdates().problems(), before.hostUpdates().problems(), "Host updates: {0}");
        settings = next;
        alerts.use(next);
        service.apply(next.watch());
    }

    private static void warnOfNew(List<String> problems, List<String> known, String message) {
        problems.stream()
                .filter(problem -> !known.contains(problem))
                .forEach(problem -> LOG.log(Level.WARNING, message, problem));
    }

    /** Compiles the settings of host updates. In memory, mails would be repeated after each start of Jenkins. */
    private HostUpdatePlan hostUpdates() {
        if (!service.store().isDurable()) {
            return HostUpdatePlan.NOTHING;
        }
        HostUpdateConfiguration configured = HostUpdateConfiguration.get();
        MailRoutes routes = new MailRoutes(DockerEventWatchConfiguration.get().getChannels(), credentials);
        try {
            return new HostUpdatePlanner(credentials, routes, Jenkins.get().getLegacyInstanceId())
                    .plan(configured, NodeSelector.nodes(configured.getLabel()));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Failed to apply the settings of host updates; keeping the previous ones", e);
            return settings.hostUpdates();
        }
    }

    /** Opens the state of this Jenkins. Returns false if this is closed. */
    private synchronized boolean open() {
        if (!closed && states == null) {
            states = StateStores.open(new StateLocation.Folder(folder));
        }
        return !closed;
    }

    private void choose(StateSetting setting) {
        try {
            Optional<StateLocation.PostgreSql> configured = setting.shared(credentials);
            if (service == null || !configured.equals(database)) {
                // Not under the lock: opening a database may take longer than Jenkins may take to stop.
                start(configured.isPresent() ? Store.open(configured.get()) : null, configured);
            }
            states.report(null);
        } catch (IllegalArgumentException e) {
            useFolder(e.getMessage());
        } catch (StoreException e) {
            if (e.isTemporary()) {
                // A watch on the folder would send again what the other watchers have sent.
                states.report(e.getMessage()
                        + (service == null ? "; the watch starts when the database can be reached" : ""));
                thread.submitLater(this::apply, UNREACHABLE_RETRY);
            } else {
                useFolder(e.getMessage());
                thread.submitLater(this::apply, UNUSABLE_RETRY);
            }
        }
    }

    private void useFolder(String problem) {
        states.report(problem + "; meanwhile the folder " + folder + " is used");
        if (service == null || database.isPresent()) {
            start(null, Optional.empty());
        }
    }

    /** Starts the watch on another state; null for that of this Jenkins. */
    private synchronized void start(Store shared, Optional<StateLocation.PostgreSql> location) {
        if (closed) {
            if (shared != null) {
                shared.close();
            }
            return;
        }
        if (service != null) {
            service.close();
        }
        states.share(shared);
        database = location;
        try {
            service = service(shared == null ? states.own() : shared);
        } catch (StoreException e) {
            LOG.log(
                    Level.SEVERE,
                    e,
                    () -> "Alerts that wait to be sent are lost when Jenkins stops: " + e.getMessage());
            Store memory = StateStores.memory();
            states.share(memory);
            try {
                service = service(memory);
            } catch (StoreException unexpected) {
                throw new IllegalStateException("A state in memory cannot be written", unexpected);
            }
        }
    }

    private WatchService service(Store store) throws StoreException {
        Clock clock = Clock.systemUTC();
        AnswerLinks answers = new AnswerLinks(() -> Jenkins.get().getRootUrl(), AnswerLinks.SIGNER, clock);
        return new WatchService(store, new WatchIntegrations(links, links::resolve, alerts, answers), clock);
    }

    private void show(Alert alert) {
        RecentAlerts.get().add(alert);
        links.show(alert);
    }

    /** Stops within five seconds. */
    @Override
    public void close() {
        thread.close();
        synchronized (this) {
            closed = true;
            if (service != null) {
                service.close();
            }
            if (states != null) {
                states.close();
            }
        }
        links.close();
        credentials.close();
    }
}
