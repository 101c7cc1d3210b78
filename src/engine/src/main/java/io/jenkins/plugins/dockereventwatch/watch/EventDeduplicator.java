package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a watch remembers of a host's events, to tell after a lost connection what is new: bounded, for one thread.
 */
final class EventDeduplicator {

    /** An engine repeats at most its last 256 events. */
    private static final int KEYS = 2048;

    private static final int CONTAINERS = 10_000;

    private final Set<DockerEvent.Key> keys = new LinkedHashSet<>();
    private final Map<String, Long> deaths = bounded();
    private final Map<String, Long> outOfMemory = bounded();
    private final Map<String, FoundDeath> found = bounded();
    private Instant latest;

    /**
     * A death known from the container's state alone.
     *
     * @param restartedAt when the container started again, in nanoseconds since the epoch; null: it did not
     */
    private record FoundDeath(Long restartedAt) {}

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > CONTAINERS;
            }
        };
    }

    /** Takes note that nothing before {@code time}, by the host's clock, is of interest. */
    void startAt(Instant time) {
        latest = time;
    }

    /** The time of the latest event seen, or of the start; null before the start. */
    Instant latest() {
        return latest;
    }

    /** Takes note of an event; false if it was seen before. */
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

    /**
     * Takes note of a container's life and death.
     *
     * @return whether the event tells of a death that was found out before
     */
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
                FoundDeath death = found.remove(id);
                return death != null && (death.restartedAt == null || event.timeNano() <= death.restartedAt);
            }
            default -> {}
        }
        return false;
    }

    /** Whether a container was seen to end at some time or since. */
    boolean sawDeathSince(String id, long time) {
        Long last = deaths.get(id);
        return last != null && last >= time;
    }

    /** Whether a container was seen running out of memory since {@code startedAt}. */
    boolean sawOutOfMemory(String id, long startedAt) {
        Long last = outOfMemory.get(id);
        return last != null && last >= startedAt;
    }

    /**
     * Takes note of a death known from the container's state alone, lest its event come later and count again.
     *
     * @param restartedAt when the container started again; null: it did not
     */
    void foundDeath(String id, long finishedAt, Long restartedAt) {
        deaths.put(id, finishedAt);
        found.put(id, new FoundDeath(restartedAt));
    }
}
