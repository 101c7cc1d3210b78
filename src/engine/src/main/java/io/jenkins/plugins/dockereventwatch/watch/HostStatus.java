package io.jenkins.plugins.dockereventwatch.watch;

import java.time.Instant;

/**
 * How the watch of a host stands.
 *
 * @param connected whether its event stream is open
 * @param since since when it is, or is not
 * @param events events seen, what was missed and found afterwards included
 * @param reconnects times that the stream had to be opened again after trouble
 * @param malformed lines of the stream that were no events
 * @param lastEvent when the last event happened, by the host's clock; null: none seen
 * @param trouble what the last trouble was, in plain words; null: none
 */
public record HostStatus(
        boolean connected,
        Instant since,
        long events,
        long reconnects,
        long malformed,
        Instant lastEvent,
        String trouble) {

    static HostStatus starting(Instant now) {
        return new HostStatus(false, now, 0, 0, 0, null, null);
    }

    HostStatus connected(Instant now) {
        return connected ? this : new HostStatus(true, now, events, reconnects, malformed, lastEvent, trouble);
    }

    HostStatus failed(Instant now, String why) {
        return new HostStatus(
                false, connected ? now : since, events, reconnects + (connected ? 1 : 0), malformed, lastEvent, why);
    }

    HostStatus saw(Instant event) {
        Instant last = lastEvent == null || event.isAfter(lastEvent) ? event : lastEvent;
        return new HostStatus(connected, since, events + 1, reconnects, malformed, last, trouble);
    }

    HostStatus skipped() {
        return new HostStatus(connected, since, events, reconnects, malformed + 1, lastEvent, trouble);
    }
}
