package io.jenkins.plugins.dockereventwatch.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Collects the progress of a host's cursor until it is written. The cursor does not pass an event whose alerts have not
 * been submitted yet. Not thread-safe.
 */
final class CursorAccumulator {

    private Instant begun;
    private Instant reached;
    private Instant taken;
    private TreeMap<Long, Long> events = new TreeMap<>();
    private long gaps;
    private final TreeMap<Long, Integer> held = new TreeMap<>();

    void reached(Instant time) {
        if (begun == null) {
            begun = time;
        }
        if (reached == null || time.isAfter(reached)) {
            reached = time;
        }
    }

    boolean isNew() {
        return taken == null;
    }

    void event(long timeNano) {
        CursorUpdate.count(events, timeNano, 1);
    }

    void gap() {
        gaps++;
    }

    void hold(long timeNano) {
        held.merge(timeNano, 1, Integer::sum);
    }

    void release(long timeNano) {
        held.computeIfPresent(timeNano, (time, number) -> number == 1 ? null : number - 1);
    }

    /** Returns the progress that can be written now, and removes it; empty if there is none. */
    Optional<CursorUpdate> take() {
        Instant until = until();
        boolean advanced = until != null && (taken == null || until.isAfter(taken));
        if (!advanced) {
            Optional<CursorUpdate> onlyGaps =
                    gaps == 0 ? Optional.empty() : Optional.of(new CursorUpdate(null, null, new TreeMap<>(), gaps));
            gaps = 0;
            return onlyGaps;
        }
        long last = HostCursorRepository.nanos(until);
        CursorUpdate update = new CursorUpdate(begun, until, new TreeMap<>(events.headMap(last, true)), gaps);
        events = new TreeMap<>(events.tailMap(last, false));
        gaps = 0;
        taken = until;
        begun = until;
        return Optional.of(update);
    }

    /** Returns how far the cursor can advance; null: not at all. */
    private Instant until() {
        if (reached == null || held.isEmpty()) {
            return reached;
        }
        Instant before = HostCursorRepository.time(held.firstKey() - 1);
        return before.isBefore(begun) ? null : before.isBefore(reached) ? before : reached;
    }
}
