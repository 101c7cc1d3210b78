package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import java.time.Instant;

/** Filters that may change: they judge what happens from then on; what happened before is judged by those before. */
final class FilterHistory {

    private EventFilters inForce;
    private EventFilters before;
    private Instant changed;

    /** Has others judge from a time on, by the host's clock; the first ones judge all. */
    void change(EventFilters filters, Instant now) {
        if (!filters.equals(inForce)) {
            before = inForce == null ? filters : inForce;
            inForce = filters;
            changed = now;
        }
    }

    EventFilters inForce() {
        return inForce;
    }

    boolean pass(DockerEvent event) {
        return (event.time().isBefore(changed) ? before : inForce).pass(event);
    }
}
