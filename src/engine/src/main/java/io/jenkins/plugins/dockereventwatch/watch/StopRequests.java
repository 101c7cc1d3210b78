package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.watch.container.BoundedMap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Distinguishes requested deaths from unexpected ones. An engine sends {@code kill} before a container dies if it was asked
 * to stop, kill or replace it, and none if the container exits by itself. Used by one thread.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/container/stop/">docker stop: SIGTERM or the image's
 *     STOPSIGNAL, then SIGKILL</a>
 */
final class StopRequests {

    /** The longest time between a stop request and the death. */
    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(15);

    /** The longest time between a signal that may end a process, or is not known as in Podman's events, and the death. */
    private static final Duration SIGNAL_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Until when, in nanoseconds since the epoch, the death of a container is planned; 0 if only signals were sent that
     * request no exit. A container that got no signal is missing.
     */
    private final Map<String, Long> requested = BoundedMap.create();

    /** The signals that stop containers; empty if the engine does not tell. */
    private final Map<String, Optional<Signal>> stopSignals = BoundedMap.create();

    /** Why a container died. */
    enum Cause {
        REQUEST,
        /** It got a signal, for example to reload its configuration. */
        SIGNAL,
        NONE
    }

    /** Receives an event of a container that is not its death. */
    void accept(DockerEvent event, PlannedDeaths.ContainerReader containers) throws InterruptedException {
        String id = event.actorId();
        switch (event.action()) {
            case "stop", "restart" -> {
                // Podman and Docker Engine from version 29.6 may report a stop before the death; Podman reports a
                // restart
                // before what belongs to it.
                if (event.isOfPodman() || event.action().equals("stop") && requested.containsKey(id)) {
                    request(event, STOP_TIMEOUT);
                }
            }
            case "kill" -> request(event, timeout(event, containers));
            case "start" -> requested.remove(id);
            default -> {}
        }
    }

    private void request(DockerEvent event, Duration timeout) {
        long until = timeout.isZero() ? 0 : event.timeNano() + timeout.toNanos();
        requested.merge(event.actorId(), until, Math::max);
    }

    /** Returns for how long the signal of a {@code kill} event plans a death. */
    private Duration timeout(DockerEvent kill, PlannedDeaths.ContainerReader containers) throws InterruptedException {
        Signal signal = Signal.parse(kill.attribute("signal"));
        boolean stops = signal.requestsExit()
                || signal.isKnown() && stopSignal(kill, containers).equals(Optional.of(signal));
        if (stops) {
            return STOP_TIMEOUT;
        }
        return signal.mayEndProcess() ? SIGNAL_TIMEOUT : Duration.ZERO;
    }

    private Optional<Signal> stopSignal(DockerEvent kill, PlannedDeaths.ContainerReader containers)
            throws InterruptedException {
        String id = kill.actorId();
        Optional<Signal> known = stopSignals.get(id);
        if (known == null) {
            known = containers.stopSignal(id).map(Signal::parse);
            stopSignals.put(id, known);
        }
        return known;
    }

    /** Returns why a container died, as far as the events before its {@code die} event show it. */
    Cause causeOf(DockerEvent death) {
        Long until = requested.remove(death.actorId());
        if (until == null) {
            return Cause.NONE;
        }
        return death.timeNano() <= until ? Cause.REQUEST : Cause.SIGNAL;
    }
}
