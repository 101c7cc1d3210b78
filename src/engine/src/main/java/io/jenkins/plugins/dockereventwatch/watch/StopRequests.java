package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.time.Duration;
import java.util.Set;

/**
 * Tells the deaths that somebody asked for from those that nobody did. An engine that is told to stop, kill or replace a
 * container says {@code kill} before the container dies; a container that dies by itself has none. For one thread.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/container/stop/">docker stop: SIGTERM or the image's
 *     STOPSIGNAL, then SIGKILL</a>
 */
public final class StopRequests {

    /** A container may be given long to stop. */
    private static final long LONGEST_STOP = Duration.ofMinutes(15).toNanos();

    /** Signals that ask a process for something else than its end: HUP, USR1, USR2, and WINCH of a terminal. */
    private static final Set<String> OTHER_SIGNALS = Set.of("1", "10", "12", "28");

    private final BoundedMap<Long> asked = new BoundedMap<>();

    /** Takes note of an event; a container's death comes back saying in {@code planned} whether it was asked for. */
    public DockerEvent mark(DockerEvent event) {
        if (!event.type().equals("container")) {
            return event;
        }
        String id = event.actorId();
        switch (event.action()) {
            case "kill" -> {
                if (!OTHER_SIGNALS.contains(event.attribute("signal"))) {
                    asked.put(id, event.timeNano());
                }
            }
            case "start" -> asked.remove(id);
            case "die" -> {
                Long since = asked.get(id);
                asked.remove(id);
                return event.withPlanned(since != null && event.timeNano() - since <= LONGEST_STOP);
            }
            default -> {}
        }
        return event;
    }
}
