package io.jenkins.plugins.dockereventwatch.outbox;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The progress of a host's cursor. All times are by the host's clock.
 *
 * @param begun where the progress starts; null: unknown
 * @param reached all events up to this time are processed; null: unknown
 * @param events numbers of processed events by their times in nanoseconds since the epoch; if several watchers process
 *     the same events, the first one that writes counts them
 * @param gaps the number of gaps in the event stream
 */
public record CursorUpdate(Instant begun, Instant reached, SortedMap<Long, Long> events, long gaps) {

    /** Limits memory if updates cannot be written; further events are counted at the latest time. */
    static final int MAX_TIMES = 50_000;

    /** Returns an update without events. */
    public static CursorUpdate to(Instant reached) {
        return new CursorUpdate(reached, reached, new TreeMap<>(), 0);
    }

    /** Adds a number of events at a time, in bounded memory. */
    static void count(TreeMap<Long, Long> events, long time, long number) {
        boolean full = events.size() >= MAX_TIMES && !events.containsKey(time);
        events.merge(full ? events.lastKey() : time, number, Long::sum);
    }

    long eventsAfter(long nanos) {
        return events.tailMap(nanos + 1).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Returns the progress of this update and a later one. */
    CursorUpdate and(CursorUpdate later) {
        TreeMap<Long, Long> all = new TreeMap<>(events);
        later.events.forEach((time, number) -> count(all, time, number));
        boolean advanced = reached == null || (later.reached != null && later.reached.isAfter(reached));
        return new CursorUpdate(
                begun == null ? later.begun : begun, advanced ? later.reached : reached, all, gaps + later.gaps);
    }
}
