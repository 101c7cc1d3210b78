package io.jenkins.plugins.dockereventwatch.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers a host's progress until it is written, but not beyond an event whose alerts are yet to come. For one thread at a time. */
final class CursorAccumulator {

    private Instant begun;
    private Instant reached;
    private Instant taken;
    private TreeMap<Long, Long> events = new TreeMap<>();
    private long gaps;

    /** How many events of a nanosecond are held. */
    private final TreeMap<Long, Integer> held = new TreeMap<>();

    void reached(Instant time) {
        if (begun == null) {
            begun = time;
        }
        if (reached == null || time.isAfter(reached)) {
            reached = time;
        }
    }

    /** Whether nothing of it was written yet. */
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

    void letGo(long timeNano) {
        held.computeIfPresent(timeNano, (time, number) -> number == 1 ? null : number - 1);
    }

    /** What can be written; empty: nothing. Events that are not yet reached are left for the next time. */
    Optional<CursorUpdate> take() {
        Instant until = until();
        boolean further = until != null && (taken == null || until.isAfter(taken));
        if (!further && gaps == 0) {
            return Optional.empty();
        }
        TreeMap<Long, Long> left = events;
        TreeMap<Long, Long> passed = new TreeMap<>();
        if (further) {
            long last = HostCursorRepository.nanos(until);
            passed = new TreeMap<>(events.headMap(last, true));
            left = new TreeMap<>(events.tailMap(last, false));
        }
        CursorUpdate progress = new CursorUpdate(further ? begun : null, further ? until : null, passed, gaps);
        events = left;
        gaps = 0;
        if (further) {
            taken = until;
            begun = until;
        }
        return Optional.of(progress);
    }

    /** How far it can be written; null: not at all. */
    private Instant until() {
        if (reached == null || held.isEmpty()) {
            return reached;
        }
        Instant before = HostCursorRepository.time(held.firstKey() - 1);
        return before.isBefore(begun) ? null : before.isBefore(reached) ? before : reached;
    }
}
