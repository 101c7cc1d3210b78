package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import java.util.concurrent.atomic.AtomicReference;

/** Limits the alerts that wait in memory, by their number and by the total length of their events. Thread-safe. */
public final class MemoryBudget {

    /** Maximum number of alerts. */
    public static final int ALERTS = 10_000;

    /** Maximum total length of their events in characters. */
    public static final long CHARACTERS = 16 << 20;

    private final AtomicReference<State> state = new AtomicReference<>(new State(Usage.NONE, Usage.NONE));

    /** @param total the sum of all reservations, including released ones */
    private record State(Usage used, Usage total) {}

    /** A number of alerts and the total length of their events in characters. */
    public record Usage(long alerts, long characters) {

        static final Usage NONE = new Usage(0, 0);

        static Usage of(Alert alert) {
            return new Usage(1, alert.event().toString().length());
        }

        public Usage plus(Usage other) {
            return new Usage(alerts + other.alerts, characters + other.characters);
        }

        Usage minus(Usage other) {
            return new Usage(alerts - other.alerts, characters - other.characters);
        }
    }

    /** Reserves memory for an alert. Returns false if the limit is exceeded; a single alert is always accepted. */
    public boolean tryReserve(Alert alert) {
        Usage one = Usage.of(alert);
        State before = state.get();
        while (fits(before.used, one)) {
            State after = new State(before.used.plus(one), before.total.plus(one));
            if (state.compareAndSet(before, after)) {
                return true;
            }
            before = state.get();
        }
        return false;
    }

    private static boolean fits(Usage used, Usage one) {
        return used.alerts < ALERTS && (used.alerts == 0 || used.characters + one.characters <= CHARACTERS);
    }

    /** Releases the memory of an alert. */
    public void release(Alert alert) {
        Usage one = Usage.of(alert);
        state.updateAndGet(before -> new State(before.used.minus(one), before.total));
    }

    /** Returns whether so much of the limit is used that {@link #correct} is useful. */
    public boolean needsCorrection() {
        Usage used = state.get().used;
        return used.alerts > ALERTS / 4 || used.characters > CHARACTERS / 4;
    }

    /** Returns the sum of all reservations, including released ones. */
    public Usage totalReserved() {
        return state.get().total;
    }

    /**
     * Corrects the usage, since not every alert that no longer waits is released.
     *
     * @param total the result of {@link #totalReserved} before counting
     * @param counted the alerts among them that still wait, or more
     */
    public void correct(Usage total, Usage counted) {
        state.updateAndGet(before -> new State(counted.plus(before.total.minus(total)), before.total));
    }

    /** Returns the number of waiting alerts. */
    public long size() {
        return state.get().used.alerts;
    }
}
