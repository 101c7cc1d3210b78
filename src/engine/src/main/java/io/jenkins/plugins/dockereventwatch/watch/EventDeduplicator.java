package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.watch.container.BoundedMap;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Detects events that were seen before, also across connections. Bounded; used by one thread. */
final class EventDeduplicator {

    /** An engine repeats at most its last 256 events. */
    private static final int KEYS = 2048;

    private final Set<DockerEvent.Key> keys = new LinkedHashSet<>();
    private final Map<String, Long> deaths = BoundedMap.create();
    private final Map<String, Long> outOfMemory = BoundedMap.create();

    /** Until when an event of a found death may follow: the time of the container's restart, in nanoseconds. */
    private final Map<String, Long> found = BoundedMap.create();

    private Instant latest;

    /** Ignores everything before {@code time}, by the host's clock. */
    void startAt(Instant time) {
        latest = time;
    }

    /** Returns the time of the latest event, or of the start; null before the start. */
    Instant latest() {
        return latest;
    }

    /** Records an event. Returns false if it was already seen. */
    boolean isNew(DockerEvent event) {
        if (!keys.add(event.key())) {
            return false;
        }
        if (keys.size() > KEYS) {
            keys.remove(keys.iterator().next());
        }
        if (event.time().isAfter(latest)) {
            latest = event.time();
        }
        return true;
    }

    /** Records the starts and deaths of containers. Returns whether the event is a death that {@link #foundDeath} reported. */
    boolean isFoundDeath(DockerEvent event) {
        if (!event.type().equals("container")) {
            return false;
        }
        String id = event.actorId();
        switch (event.action()) {
            case "start" -> found.remove(id);
            case "oom" -> outOfMemory.put(id, event.timeNano());
            case "die" -> {
                deaths.put(id, event.timeNano());
                Long restartedAt = found.remove(id);
                return restartedAt != null && event.timeNano() <= restartedAt;
            }
            default -> {}
        }
        return false;
    }

    /** Returns whether a death of the container was seen at {@code time} or later, in nanoseconds since the epoch. */
    boolean sawDeathSince(String id, long time) {
        Long last = deaths.get(id);
        return last != null && last >= time;
    }

    /** Returns whether the container ran out of memory at {@code startedAt} or later. */
    boolean sawOutOfMemory(String id, long startedAt) {
        Long last = outOfMemory.get(id);
        return last != null && last >= startedAt;
    }

    /**
     * Records a death that is known only from the container's state, so that a late event of it is recognized.
     *
     * @param restartedAt when the container started again; null if it did not
     */
    void foundDeath(String id, long finishedAt, Long restartedAt) {
        deaths.put(id, finishedAt);
        found.put(id, restartedAt == null ? Long.MAX_VALUE : restartedAt);
    }
}
