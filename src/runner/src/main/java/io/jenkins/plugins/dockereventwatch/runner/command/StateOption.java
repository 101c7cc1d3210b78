package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/** {@code --state} of the commands that use the state. */
public final class StateOption {

    private static final Logger LOG = System.getLogger(StateOption.class.getName());
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);
    private static final String NAME = "docker-event-watch";

    @Option(
            names = "--state",
            paramLabel = "FOLDER|URL|memory",
            description = "Storage of alerts and silences: a folder, jdbc:postgresql://host/database?user=… for several"
                    + " watchers of the same hosts, or memory, which is lost when the program ends. Default:"
                    + " DOCKER_EVENT_WATCH_STATE, else a folder of the user (/var/lib/docker-event-watch for root).")
    private String state;

    /** Opens the state. Waits for a database that cannot be reached. */
    Store open() throws UserException, StoreException, InterruptedException {
        StateLocation location = location();
        for (boolean logged = false; ; logged = true) {
            try {
                return Store.open(location);
            } catch (StoreException e) {
                if (!e.isTemporary()) {
                    throw e;
                }
                if (!logged) {
                    LOG.log(Level.WARNING, "{0}; retrying", e.getMessage());
                }
                Thread.sleep(RETRY_INTERVAL.toMillis());
            }
        }
    }

    /** The location that the option, the environment or the default names. */
    StateLocation location() throws UserException {
        Map<String, String> environment = System.getenv();
        String given = state != null ? state : environment.getOrDefault("DOCKER_EVENT_WATCH_STATE", "");
        return UserException.parse(
                state != null ? "--state" : "DOCKER_EVENT_WATCH_STATE",
                () -> given.isEmpty()
                        ? new StateLocation.Folder(defaultFolder(environment))
                        : StateLocation.parse(given));
    }

    /**
     * The folder that systemd provides ({@code StateDirectory=}), else the default folder.
     *
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
     */
    public static Path defaultFolder(Map<String, String> environment) {
        String provided = environment.getOrDefault("STATE_DIRECTORY", "");
        if (!provided.isEmpty()) {
            return Path.of(provided.split(":")[0]);
        }
        if (System.getProperty("user.name").equals("root")) {
            return Path.of("/var/lib", NAME);
        }
        String states = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = states.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(states);
        return base.resolve(NAME);
    }
}
