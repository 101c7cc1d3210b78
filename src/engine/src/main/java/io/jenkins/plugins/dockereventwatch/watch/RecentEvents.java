package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The most recent events of a host, on which rules can be tried. Bounded; thread-safe. */
public final class RecentEvents {

    private final int maxEvents;
    private final long maxCharacters;
    private final Deque<Kept> events = new ArrayDeque<>();
    private long length;

    private record Kept(DockerEvent event, int length) {}

    /**
     * Creates an empty instance.
     *
     * @param maxEvents the maximum number of events, at least 1
     * @param maxCharacters the maximum total length as JSON; a longer event is not kept
     */
    RecentEvents(int maxEvents, long maxCharacters) {
        this.maxEvents = maxEvents;
        this.maxCharacters = maxCharacters;
    }

    /** Adds an event and drops the oldest ones beyond the limits. */
    public void add(DockerEvent event) {
        Kept kept = new Kept(event, event.toString().length());
        synchronized (this) {
            if (kept.length > maxCharacters) {
                return;
            }
            events.addLast(kept);
            length += kept.length;
            while (events.size() > maxEvents || length > maxCharacters) {
                length -= events.removeFirst().length;
            }
        }
    }

    public synchronized List<DockerEvent> latestFirst() {
        List<DockerEvent> list = new ArrayList<>(events.size());
        events.forEach(kept -> list.add(kept.event));
        Collections.reverse(list);
        return list;
    }
}
