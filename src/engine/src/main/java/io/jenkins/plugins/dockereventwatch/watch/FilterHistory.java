package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import java.time.Instant;

/** Filters that can change over time: an event is tested by the filters in force when it happened. */
final class FilterHistory {

    private EventFilters current;
    private EventFilters previous;
    private Instant changed;

    /** Replaces the filters from {@code now} on, by the host's clock. The first filters also apply to earlier events. */
    void change(EventFilters filters, Instant now) {
        if (!filters.equals(current)) {
            previous = current == null ? filters : current;
            current = filters;
            changed = now;
        }
    }

    EventFilters current() {
        return current;
    }

    boolean pass(DockerEvent event) {
        return (event.time().isBefore(changed) ? previous : current).pass(event);
    }
}
