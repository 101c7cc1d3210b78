package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.watch.container.BoundedMap;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Distinguishes requested deaths from unexpected ones. An engine sends {@code kill} before a container dies if it was asked
 * to stop, kill or replace it, and none if the container exits by itself. Used by one thread.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/container/stop/">docker stop: SIGTERM or the image's
 *     STOPSIGNAL, then SIGKILL</a>
 */
public final class StopRequests {

    /** The longest time between a stop request and the death. */
    private static final long STOP_TIMEOUT = Duration.ofMinutes(15).toNanos();

    /** Signals that do not request an exit: HUP, USR1, USR2, WINCH. */
    private static final Set<String> OTHER_SIGNALS = Set.of("1", "10", "12", "28");

    /** The longest time between a signal that is not known, as in Podman's events, and the death. */
    private static final long UNKNOWN_SIGNAL_TIMEOUT = Duration.ofSeconds(10).toNanos();

    /** Until when, in nanoseconds since the epoch, the death of a container is planned. */
    private final Map<String, Long> requested = BoundedMap.create();

    /** Records an event. Returns a {@code die} event with {@code planned} set, any other event unchanged. */
    public DockerEvent mark(DockerEvent event) {
        if (!event.type().equals("container")) {
            return event;
        }
        String id = event.actorId();
        switch (event.action()) {
            case "stop", "restart" -> {
                // Podman may report a stop before the death, and reports a restart before what belongs to it.
                if (event.isOfPodman()) {
                    requested.put(id, event.timeNano() + STOP_TIMEOUT);
                }
            }
            case "kill" -> {
                if (!OTHER_SIGNALS.contains(event.attribute("signal"))) {
                    boolean known =
                            event.json().path("Actor").path("Attributes").has("signal");
                    requested.put(id, event.timeNano() + (known ? STOP_TIMEOUT : UNKNOWN_SIGNAL_TIMEOUT));
                }
            }
            case "start" -> requested.remove(id);
            case "die" -> {
                Long latest = requested.remove(id);
                return event.withPlanned(latest != null && event.timeNano() <= latest);
            }
            default -> {}
        }
        return event;
    }
}
