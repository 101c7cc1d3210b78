package io.jenkins.plugins.dockereventwatch.watch;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Collects the status of a followed host. Thread-safe. */
final class HostStatusTracker {

    private final Clock clock;
    private boolean connected;
    private Instant since;
    private long events;
    private long reconnects;
    private long malformed;
    private long truncated;
    private long probes;
    private long gaps;
    private long found;
    private Instant lastEvent;
    private String trouble;
    private String engine = "";
    private Optional<HostStatus.MissedDeaths> missed = Optional.empty();

    HostStatusTracker(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    synchronized HostStatus status() {
        HostStatus.Counts counts = new HostStatus.Counts(
                events,
                reconnects,
                new HostStatus.Defects(malformed, truncated),
                probes,
                gaps,
                new HostStatus.Found(found, missed));
        return new HostStatus(connected, since, counts, lastEvent, trouble, engine);
    }

    /** The engine answers, and past events have been processed. Returns whether the host was not connected before. */
    synchronized boolean onConnect(String answering) {
        engine = answering;
        if (connected) {
            return false;
        }
        since = clock.instant();
        connected = true;
        return true;
    }

    /** The connection failed. */
    synchronized void onFailure(String why) {
        trouble = why;
        missed = Optional.empty();
        if (connected) {
            connected = false;
            since = clock.instant();
            reconnects++;
        }
    }

    /** An event passed the filters. */
    synchronized void onEvent(Instant time) {
        events++;
        lastEvent = lastEvent == null || time.isAfter(lastEvent) ? time : lastEvent;
    }

    /** A line of the stream is not an event. Returns the number of such lines. */
    synchronized long onMalformedLine() {
        return ++malformed;
    }

    /** An event was too large. Returns the number of such events. */
    synchronized long onTruncatedEvent() {
        return ++truncated;
    }

    /** The stream was silent, and the engine answered a probe. */
    synchronized void onProbe() {
        probes++;
    }

    /** The engine did not report all events. */
    synchronized void onGap() {
        gaps++;
    }

    /** Deaths without an event were found by the containers' states. */
    synchronized void onMissedDeaths(HostStatus.MissedDeaths deaths) {
        found += deaths.ended().size();
        missed = Optional.of(deaths);
    }
}
