package io.jenkins.plugins.dockereventwatch.alert;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers a host's progress until it is written. For one thread at a time. */
final class Way {

    private Instant begun;
    private Instant reached;
    private TreeMap<Long, Long> events = new TreeMap<>();
    private long gaps;

    void reached(Instant time) {
        if (begun == null) {
            begun = time;
        }
        if (reached == null || time.isAfter(reached)) {
            reached = time;
        }
    }

    void event(long timeNano) {
        Progress.count(events, timeNano, 1);
    }

    void gap() {
        gaps++;
    }

    /** What can be written; empty: nothing. Events that are not yet reached are left for the next time. */
    Optional<Progress> take() {
        if (reached == null && gaps == 0) {
            return Optional.empty();
        }
        long until = reached == null ? Long.MIN_VALUE : HostRow.nanos(reached);
        TreeMap<Long, Long> left = new TreeMap<>(events.tailMap(until, false));
        events.tailMap(until, false).clear();
        Progress progress = new Progress(begun, reached, events, gaps);
        events = left;
        begun = null;
        reached = null;
        gaps = 0;
        return Optional.of(progress);
    }
}
