package io.jenkins.plugins.dockereventwatch.watch;

import java.time.Instant;

/**
 * How the watch of a host stands.
 *
 * @param connected whether its event stream is open
 * @param since since when it is, or is not
 * @param counts what happened so far
 * @param lastEvent when the last event happened, by the host's clock; null: none seen
 * @param lastProbe when the engine last answered that it lives though nothing came from it; null: it was not asked
 * @param trouble what the last trouble was, in plain words; null: none
 */
public record HostStatus(
        boolean connected, Instant since, Counts counts, Instant lastEvent, Instant lastProbe, String trouble) {

    /**
     * What was counted since the watch began.
     *
     * @param events events seen, what was missed and found afterwards included
     * @param reconnects times that the stream had to be opened again after trouble
     * @param malformed lines of the stream that were no events
     * @param probes times that the engine was asked whether it lives, and did
     * @param gaps times that the engine did not tell all that had happened
     * @param found ends of containers that were found by their states afterwards
     */
    public record Counts(long events, long reconnects, long malformed, long probes, long gaps, long found) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
    }

    static HostStatus starting(Instant now) {
        return new HostStatus(false, now, Counts.NONE, null, null, null);
    }

    /** Events seen, what was missed and found afterwards included. */
    public long events() {
        return counts.events;
    }

    /** Times that the stream had to be opened again after trouble. */
    public long reconnects() {
        return counts.reconnects;
    }

    /** Lines of the stream that were no events. */
    public long malformed() {
        return counts.malformed;
    }

    HostStatus connected(Instant now) {
        return connected ? this : new HostStatus(true, now, counts, lastEvent, lastProbe, trouble);
    }

    HostStatus failed(Instant now, String why) {
        return new HostStatus(false, connected ? now : since, counts, lastEvent, lastProbe, why)
                .plus(0, connected ? 1 : 0, 0, 0, 0, 0);
    }

    HostStatus saw(Instant event) {
        Instant last = lastEvent == null || event.isAfter(lastEvent) ? event : lastEvent;
        return new HostStatus(connected, since, counts, last, lastProbe, trouble).plus(1, 0, 0, 0, 0, 0);
    }

    HostStatus skipped() {
        return plus(0, 0, 1, 0, 0, 0);
    }

    HostStatus probed(Instant now) {
        return new HostStatus(connected, since, counts, lastEvent, now, trouble).plus(0, 0, 0, 1, 0, 0);
    }

    HostStatus gap() {
        return plus(0, 0, 0, 0, 1, 0);
    }

    HostStatus found(int deaths) {
        return plus(0, 0, 0, 0, 0, deaths);
    }

    private HostStatus plus(long events, long reconnects, long malformed, long probes, long gaps, long found) {
        return new HostStatus(
                connected,
                since,
                new Counts(
                        counts.events + events,
                        counts.reconnects + reconnects,
                        counts.malformed + malformed,
                        counts.probes + probes,
                        counts.gaps + gaps,
                        counts.found + found),
                lastEvent,
                lastProbe,
                trouble);
    }
}
