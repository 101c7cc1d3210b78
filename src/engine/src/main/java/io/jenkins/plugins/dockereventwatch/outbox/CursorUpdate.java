package io.jenkins.plugins.dockereventwatch.outbox;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the events of a host are dealt with, and what happened on the way.
 *
 * @param begun where the way began, by the host's clock; null: that is not known
 * @param reached all events up to then, by the host's clock, are dealt with; null: that is not known
 * @param events how many there were, by the nanosecond since the epoch in which they happened: of two watchers that saw
 *     the same ones, whoever writes first counts them
 * @param gaps times that the engine did not tell all that had happened
 */
public record CursorUpdate(Instant begun, Instant reached, SortedMap<Long, Long> events, long gaps) {

    /** Far more than come between two writes; beyond them, what comes is counted with the last one. */
    static final int MOST = 50_000;

    /** Nothing happened up to a time. */
    public static CursorUpdate to(Instant reached) {
        return new CursorUpdate(reached, reached, new TreeMap<>(), 0);
    }

    /** Counts events that happened at a time, in bounded memory. */
    static void count(TreeMap<Long, Long> events, long time, long number) {
        boolean full = events.size() >= MOST && !events.containsKey(time);
        events.merge(full ? events.lastKey() : time, number, Long::sum);
    }

    /** How many events there were after a time. */
    long eventsAfter(long nanos) {
        return events.tailMap(nanos + 1).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** This and what came later. */
    CursorUpdate and(CursorUpdate later) {
        TreeMap<Long, Long> all = new TreeMap<>(events);
        later.events.forEach((time, number) -> count(all, time, number));
        boolean further = reached == null || (later.reached != null && later.reached.isAfter(reached));
        return new CursorUpdate(
                begun == null ? later.begun : begun, further ? later.reached : reached, all, gaps + later.gaps);
    }
}
