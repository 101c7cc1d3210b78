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
 * Marks deaths as planned or unplanned. Podman reports no {@code kill} when it stops a container, so a death is decided by
 * the container's state (from version 5) or by the events that follow it: up to version 4, Podman cleans a stopped container
 * up twice, or once and then removes it, and a container that ended by itself only once. Until then, the events of the
 * container are held back. Used by one thread.
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

    /** Why a container of Podman died, as far as its state shows it when its {@code die} event is received. */
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

    /** Reads the state of a container from Podman. */
    @FunctionalInterface
    public interface StateReader {

        /** For recorded events. */
        StateReader NONE = container -> State.UNKNOWN;

        State read(String container) throws InterruptedException;
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
    public List<DockerEvent> accept(DockerEvent event, StateReader states) throws InterruptedException {
        List<DockerEvent> ready = new ArrayList<>();
        for (Iterator<Held> each = held.values().iterator(); each.hasNext(); ) {
            Held oldest = each.next();
            if (held.size() < CAPACITY && !oldest.isOlderThan(event)) {
                break;
            }
            each.remove();
            ready.addAll(oldest.release(false));
        }
        Held waiting = event.type().equals("container") ? held.get(event.actorId()) : null;
        if (waiting != null) {
            stops.mark(event);
            waiting.events.add(event);
            Optional<Boolean> decided = decide(event, waiting);
            if (decided.isEmpty() && waiting.events.size() >= EVENTS) {
                decided = Optional.of(false);
            }
            decided.ifPresent(planned -> {
                held.remove(event.actorId());
                ready.addAll(waiting.release(planned));
            });
            return ready;
        }
        DockerEvent marked = stops.mark(event);
        if (!isUndecided(marked)) {
            ready.add(marked);
            return ready;
        }
        State state = states.read(event.actorId());
        switch (state) {
            case STOPPED -> ready.add(event.withPlanned(true));
            case ENDED -> ready.add(marked);
            default -> held.put(event.actorId(), new Held(marked, state));
        }
        return ready;
    }

    private static boolean isUndecided(DockerEvent marked) {
        return marked.action().equals("die") && !marked.isPlanned() && marked.isOfPodman();
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
                return Optional.of(waiting.cleaned && waiting.state != State.REMAINS);
            }
            case "restart", "init", "start", "die" -> {
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
