package io.jenkins.plugins.dockereventwatch.listener;

import hudson.ExtensionList;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.build.BuildLinks;
import io.jenkins.plugins.dockereventwatch.overview.RecentAlertsFile;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.StateSetting;
import io.jenkins.plugins.dockereventwatch.settings.WatchPlanner;
import io.jenkins.plugins.dockereventwatch.settings.credentials.LiveSurroundings;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The watch of this Jenkins by its settings, and what it stands on: from when all jobs are loaded until Jenkins ends. */
final class LiveWatch implements AutoCloseable {

    /** When a database that does not answer is asked again, and one that cannot be used as it is. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Duration LATER = Duration.ofMinutes(1);

    private final Path folder;
    private final LiveSurroundings surroundings = new LiveSurroundings();
    private final WatchPlanner planner = new WatchPlanner(surroundings);
    private final BuildLinks links = new BuildLinks(Clock.systemUTC());
    private final SettingsThread thread = new SettingsThread();

    /** Null until it could be begun; replaced where another state is chosen. */
    private volatile RunningWatch watch;

    /** Null until it was tried to open them. */
    private volatile StateStores states;

    /** The database that {@code watch} works with; empty: the folder. For the thread for settings alone. */
    private Optional<StateLocation.PostgreSql> inUse = Optional.empty();

    /** Guarded by this. */
    private boolean closed;

    /**
     * Does nothing yet.
     *
     * @param folder where what must not get lost is kept, where no database is shared
     */
    LiveWatch(Path folder) {
        this.folder = folder;
    }

    /** Begins, or goes on, by the settings; returns at once. */
    void follow() {
        thread.ask(this::apply);
    }

    /** What runs; empty where it could not be begun yet. */
    Optional<RunningWatch> running() {
        return Optional.ofNullable(watch);
    }

    BuildLinks links() {
        return links;
    }

    /** What is the matter with where it keeps what must not get lost; empty: nothing. */
    Optional<String> stateTrouble() {
        return Optional.ofNullable(states)
                .flatMap(StateStores::trouble)
                .or(() -> running().flatMap(RunningWatch::stateTrouble));
    }

    private void apply() {
        if (!open()) {
            return;
        }
        DockerEventWatchConfiguration settings = DockerEventWatchConfiguration.get();
        choose(settings.getState());
        running()
                .ifPresent(running -> running.follow(planner.plan(
                        settings.getHosts(),
                        settings.getChannels(),
                        settings.getRules(),
                        settings.getHandling(),
                        settings.getSilences(),
                        settings.getHeartbeat())));
    }

    /** False where all is over. */
    private synchronized boolean open() {
        if (!closed && states == null) {
            states = StateStores.in(new StateLocation.Folder(folder));
            states.own()
                    .ifPresent(
                            store -> ExtensionList.lookup(StateListener.class).forEach(user -> user.opened(store)));
        }
        return !closed;
    }

    private void choose(StateSetting setting) {
        try {
            Optional<StateLocation.PostgreSql> asked = setting.shared(surroundings);
            if (watch == null || !asked.equals(inUse)) {
                // Not under the lock: a database may take its time, and Jenkins end meanwhile.
                Store shared = asked.isPresent() ? Store.open(asked.get()) : null;
                begin(shared, asked);
            }
            states.trouble(null);
        } catch (IllegalArgumentException e) {
            useFolder(e.getMessage());
        } catch (StoreException e) {
            if (e.isTemporary()) {
                // Alone with the folder, it would send what all that share the database saw.
                states.trouble(e.getMessage() + (watch == null ? "; hosts are watched as soon as it answers" : ""));
                thread.askLater(this::apply, SOON);
            } else {
                useFolder(e.getMessage());
                thread.askLater(this::apply, LATER);
            }
        }
    }

    private void useFolder(String trouble) {
        states.trouble(trouble + "; until then the folder " + folder + " is used");
        if (watch == null || inUse.isPresent()) {
            begin(null, Optional.empty());
        }
    }

    /** Begins anew with another state; null: the folder. */
    private synchronized void begin(Store shared, Optional<StateLocation.PostgreSql> location) {
        if (closed) {
            if (shared != null) {
                shared.close();
            }
            return;
        }
        if (watch != null) {
            watch.close();
        }
        states.share(shared);
        inUse = location;
        watch = new RunningWatch(
                shared == null ? states.own() : Optional.of(shared),
                Clock.systemUTC(),
                links,
                links::resolve,
                links::responsible,
                this::told);
    }

    private void told(Alert alert) {
        RecentAlertsFile.get().add(alert);
        links.show(alert);
    }

    /** Ends it within five seconds. */
    @Override
    public void close() {
        thread.close();
        synchronized (this) {
            closed = true;
            ExtensionList.lookup(StateListener.class).forEach(StateListener::closing);
            if (watch != null) {
                watch.close();
            }
            if (states != null) {
                states.close();
            }
        }
        links.close();
        surroundings.close();
    }
}
