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
    private final long maxSize;
    private final Deque<DockerEvent> events = new ArrayDeque<>();
    private long size;

    /**
     * Creates an empty instance.
     *
     * @param maxEvents the maximum number of events, at least 1
     * @param maxSize the maximum estimated size of all events in bytes; a larger event is not kept
     */
    RecentEvents(int maxEvents, long maxSize) {
        this.maxEvents = maxEvents;
        this.maxSize = maxSize;
    }

    /** Adds an event and drops the oldest ones beyond the limits. */
    public synchronized void add(DockerEvent event) {
        if (event.size() > maxSize) {
            return;
        }
        events.addLast(event);
        size += event.size();
        while (events.size() > maxEvents || size > maxSize) {
            size -= events.removeFirst().size();
        }
    }

    public synchronized List<DockerEvent> latestFirst() {
        List<DockerEvent> list = new ArrayList<>(events);
        Collections.reverse(list);
        return list;
    }
}
