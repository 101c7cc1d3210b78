package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The last events of a host, to try rules on: bounded by count and by length. Shared between threads. */
public final class RecentEvents {

    private final int most;
    private final long room;
    private final Deque<Kept> events = new ArrayDeque<>();
    private long length;

    private record Kept(DockerEvent event, int length) {}

    /**
     * Keeps none yet.
     *
     * @param most how many events are kept, at least 1
     * @param room how many characters of JSON they may have together; a longer event is not kept at all
     */
    public RecentEvents(int most, long room) {
        this.most = most;
        this.room = room;
    }

    /** Keeps an event, in place of the oldest ones where there are too many. */
    public void add(DockerEvent event) {
        Kept kept = new Kept(event, event.toString().length());
        synchronized (this) {
            if (kept.length > room) {
                return;
            }
            events.addLast(kept);
            length += kept.length;
            while (events.size() > most || length > room) {
                length -= events.removeFirst().length;
            }
        }
    }

    /** What is kept, latest first. */
    public synchronized List<DockerEvent> latestFirst() {
        List<DockerEvent> list = new ArrayList<>(events.size());
        events.forEach(kept -> list.add(kept.event));
        Collections.reverse(list);
        return list;
    }
}
