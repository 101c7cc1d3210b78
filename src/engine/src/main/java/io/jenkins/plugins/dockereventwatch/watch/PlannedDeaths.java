package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Marks deaths as planned or unplanned. Not every stop is known before the death: the signal that stops a container can be
 * one that others use to reload ({@code WINCH} for httpd), and Podman reports no {@code kill} when it stops a container. Such
 * a death is decided by the container's state (Podman from version 5) or by the events that follow it: {@code stop}, and up
 * to version 4 of Podman, which cleans a stopped container up twice, or once and then removes it, and a container that ended
 * by itself only once. Until then, the events of the container are held back. Used by one thread.
 */
public final class PlannedDeaths {

    /** How long the events of a container are held back at most. */
    public static final Duration HOLD = Duration.ofSeconds(2);

    /** Maximum number of containers whose events are held back. */
    private static final int CAPACITY = 1_000;

    /** Maximum number of events of a container that are held back. */
    private static final int EVENTS = 100;

    private final StopRequests stops = new StopRequests();
    private final Map<String, Held> held = new LinkedHashMap<>();

    /** Why a container died, as far as its state shows it when its {@code die} event is received. */
    public enum State {
        /** A user stopped it: the death was planned. */
        STOPPED,
        /** Nobody stopped it: the death was not planned. */
        ENDED,
        /** The state does not show it, nor would a removal, which the container does not get at its end. */
        REMAINS,
        /** The state does not show it, or cannot be read. */
        UNKNOWN
    }

    /** Reads from the engine what the events of a container do not tell. */
    @FunctionalInterface
    public interface ContainerReader {

        /** For recorded events. */
        ContainerReader NONE = container -> State.UNKNOWN;

        /** Returns why a container died. */
        State state(String container) throws InterruptedException;

        /** Returns the name or number of the signal that stops a container; empty if not known. */
        default Optional<String> stopSignal(String container) throws InterruptedException {
            return Optional.empty();
        }
    }

    private static final class Held {

        private final List<DockerEvent> events = new ArrayList<>();
        private final State state;
        private boolean cleaned;

        Held(DockerEvent death, State state) {
            events.add(death);
            this.state = state;
        }

        boolean isOlderThan(DockerEvent event) {
            return event.timeNano() - events.get(0).timeNano() > HOLD.toNanos();
        }

        List<DockerEvent> release(boolean planned) {
            events.set(0, events.get(0).withPlanned(planned));
            return events;
        }
    }

    /**
     * Receives an event.
     *
     * @return the events that are not or no longer held back, with {@code planned} set in deaths
     */
    public List<DockerEvent> accept(DockerEvent event, ContainerReader containers) throws InterruptedException {
        List<DockerEvent> ready = new ArrayList<>();
        for (Iterator<Held> each = held.values().iterator(); each.hasNext(); ) {
            Held oldest = each.next();
            if (held.size() < CAPACITY && !oldest.isOlderThan(event)) {
                break;
            }
            each.remove();
            ready.addAll(oldest.release(false));
        }
        if (!event.type().equals("container")) {
            ready.add(event);
        } else if (event.action().equals("die")) {
            Held before = held.remove(event.actorId());
            if (before != null) {
                ready.addAll(before.release(false));
            }
            acceptDeath(event, containers).ifPresent(ready::add);
        } else {
            stops.accept(event, containers);
            Held waiting = held.get(event.actorId());
            ready.addAll(waiting == null ? List.of(event) : acceptLater(event, waiting));
        }
        return ready;
    }

    /** Returns a death with {@code planned} set; empty if it is held back. */
    private Optional<DockerEvent> acceptDeath(DockerEvent death, ContainerReader containers)
            throws InterruptedException {
        StopRequests.Cause cause = stops.causeOf(death);
        if (cause == StopRequests.Cause.REQUEST) {
            return Optional.of(death.withPlanned(true));
        }
        if (cause == StopRequests.Cause.NONE && !death.isOfPodman()) {
            return Optional.of(death.withPlanned(false));
        }
        State state = containers.state(death.actorId());
        if (state == State.STOPPED || state == State.ENDED) {
            return Optional.of(death.withPlanned(state == State.STOPPED));
        }
        held.put(death.actorId(), new Held(death, state));
        return Optional.empty();
    }

    private List<DockerEvent> acceptLater(DockerEvent event, Held waiting) {
        waiting.events.add(event);
        Optional<Boolean> planned = decide(event, waiting);
        if (planned.isEmpty() && waiting.events.size() >= EVENTS) {
            planned = Optional.of(false);
        }
        if (planned.isEmpty()) {
            return List.of();
        }
        held.remove(event.actorId());
        return waiting.release(planned.get());
    }

    /** Returns whether the death was planned, as far as the next event of the container shows it. */
    private static Optional<Boolean> decide(DockerEvent event, Held waiting) {
        switch (event.action()) {
            case "stop" -> {
                return Optional.of(true);
            }
            case "cleanup" -> {
                boolean again = waiting.cleaned;
                waiting.cleaned = true;
                return again ? Optional.of(true) : Optional.empty();
            }
            case "destroy" -> {
                // Of an engine's stop and the removal of a container of run --rm, either can be reported first.
                return event.isOfPodman()
                        ? Optional.of(waiting.cleaned && waiting.state != State.REMAINS)
                        : Optional.empty();
            }
            case "restart", "init", "start" -> {
                return Optional.of(false);
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    /** Returns whether events are held back. */
    public boolean isHolding() {
        return !held.isEmpty();
    }

    /** Returns all events that are held back, whose deaths are taken as unplanned. */
    public List<DockerEvent> releaseAll() {
        List<DockerEvent> all = new ArrayList<>();
        held.values().forEach(one -> all.addAll(one.release(false)));
        held.clear();
        return all;
    }
}
