package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --state}, for the commands that have one. */
final class StateOption {

    private static final Logger LOG = System.getLogger(StateOption.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String NAME = "docker-event-watch";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--state",
            paramLabel = "FOLDER|URL|memory",
            description = "Where alerts and silences are kept: a folder, or jdbc:postgresql://host/database?user=… for"
                    + " several watchers of the same hosts; memory forgets all when the program ends. Default: DOCKER_EVENT_WATCH_STATE, else"
                    + " a folder of this user's (/var/lib/docker-event-watch for root).")
    private String state;

    /** Opens it; a database that does not answer yet is waited for. */
    Store open() throws UserException, InterruptedException {
        StateLocation location = location();
        for (boolean told = false; ; told = true) {
            try {
                return Store.open(location);
            } catch (StoreException e) {
                if (!e.isPassing()) {
                    throw new UserException(e.getMessage());
                }
                if (!told) {
                    LOG.log(Level.WARNING, "{0}; trying again", e.getMessage());
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /** What was asked for. */
    StateLocation location() {
        Map<String, String> environment = System.getenv();
        String asked = state != null ? state : environment.getOrDefault("DOCKER_EVENT_WATCH_STATE", "");
        try {
            return asked.isEmpty() ? new StateLocation.Folder(folder(environment)) : StateLocation.parse(asked);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), (state != null ? "--state: " : "DOCKER_EVENT_WATCH_STATE: ") + e.getMessage());
        }
    }

    /**
     * What systemd gives a service ({@code StateDirectory=}), else where such things are.
     *
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
     */
    private static Path folder(Map<String, String> environment) {
        String given = environment.getOrDefault("STATE_DIRECTORY", "");
        if (!given.isEmpty()) {
            return Path.of(given.split(":")[0]);
        }
        if (System.getProperty("user.name").equals("root")) {
            return Path.of("/var/lib", NAME);
        }
        String states = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = states.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(states);
        return base.resolve(NAME);
    }
}
