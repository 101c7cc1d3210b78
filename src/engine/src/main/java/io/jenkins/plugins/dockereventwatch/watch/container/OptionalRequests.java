package io.jenkins.plugins.dockereventwatch.watch.container;

import io.jenkins.plugins.dockereventwatch.docker.EngineException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Set;

/**
 * Logs once what is unavailable because an engine, or a proxy before it, forbids requests that a watch can do without.
 * Thread-safe.
 */
public final class OptionalRequests {

    private static final Logger LOG = System.getLogger(OptionalRequests.class.getName());

    private final String label;
    private final Set<Request> logged = EnumSet.noneOf(Request.class);

    /** A request and what is unavailable without it. */
    public enum Request {
        INFO("/info", "times of the engine are exact to one second only"),
        VERSION(
                "/version",
                "the engine's version is not known, and its clock is assumed to agree with that of this machine"),
        PING("/_ping", "a lost connection that looks silent is only noticed when the stream is opened again"),
        CONTAINERS(
                "/containers/json",
                "containers that end while there is no connection are only reported if the engine still has their events"),
        CONTAINER(
                "/containers/ID/json",
                "alerts name the build of a container only by its labels, and that it ran out of memory only if the engine"
                        + " has reported it"),
        CONTAINER_STATES("/containers/json", "services are not monitored"),
        STATS("/containers/ID/stats", "the memory of services is not monitored"),
        LOGS("/containers/ID/logs", "alerts contain no lines of the container's log");

        private final String path;
        private final String unavailable;

        Request(String path, String unavailable) {
            this.path = path;
            this.unavailable = unavailable;
        }
    }

    /** A request to an engine. */
    @FunctionalInterface
    public interface Query<T> {
        T run() throws IOException, InterruptedException;
    }

    /** @param label the host's name in messages */
    public OptionalRequests(String label) {
        this.label = label;
    }

    /** Runs a query and passes its errors on, after logging once that it is forbidden. */
    <T> T run(Request request, Query<T> query) throws IOException, InterruptedException {
        try {
            return query.run();
        } catch (EngineException e) {
            if (e.isForbidden()) {
                forbidden(request);
            }
            throw e;
        }
    }

    /** Logs once that a request is forbidden. */
    public void forbidden(Request request) {
        synchronized (logged) {
            if (!logged.add(request)) {
                return;
            }
        }
        LOG.log(
                Level.WARNING,
                "{0}: the Docker Engine, or a proxy before it, forbids GET {1}: {2}",
                label,
                request.path,
                request.unavailable);
    }
}
