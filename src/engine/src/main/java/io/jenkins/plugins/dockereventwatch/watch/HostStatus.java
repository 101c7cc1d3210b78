package io.jenkins.plugins.dockereventwatch.watch;

import java.time.Instant;

/**
 * The status of a followed host.
 *
 * @param connected whether the event stream is open
 * @param since when {@code connected} last changed
 * @param counts counters since the start
 * @param lastEvent time of the last event by the host's clock; null if there was none
 * @param lastProbe when the engine last answered a probe of a silent stream; null if there was none
 * @param trouble the last connection error; null if there was none
 */
public record HostStatus(
        boolean connected, Instant since, Counts counts, Instant lastEvent, Instant lastProbe, String trouble) {

    /**
     * Counters since the start of the watch.
     *
     * @param events events that passed the filters, including missed deaths
     * @param reconnects reconnections after an error
     * @param malformed lines of the stream that were not events
     * @param probes answered probes of a silent stream
     * @param gaps times that the engine did not report all events
     * @param found deaths without an event, found by the containers' states
     */
    public record Counts(long events, long reconnects, long malformed, long probes, long gaps, long found) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
    }

    static HostStatus starting(Instant now) {
        return new HostStatus(false, now, Counts.NONE, null, null, null);
    }

    /** Returns the number of events that passed the filters. */
    public long events() {
        return counts.events;
    }

    /** Returns the number of reconnections after an error. */
    public long reconnects() {
        return counts.reconnects;
    }

    /** Returns the number of malformed lines. */
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

    HostStatus withEvent(Instant event) {
        Instant last = lastEvent == null || event.isAfter(lastEvent) ? event : lastEvent;
        return new HostStatus(connected, since, counts, last, lastProbe, trouble).plus(1, 0, 0, 0, 0, 0);
    }

    HostStatus withMalformedLine() {
        return plus(0, 0, 1, 0, 0, 0);
    }

    HostStatus withProbe(Instant now) {
        return new HostStatus(connected, since, counts, lastEvent, now, trouble).plus(0, 0, 0, 1, 0, 0);
    }

    HostStatus withGap() {
        return plus(0, 0, 0, 0, 1, 0);
    }

    HostStatus withMissedDeaths(int deaths) {
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
