package io.jenkins.plugins.dockereventwatch.watch;

import java.time.Instant;

/**
 * The status of a followed host.
 *
 * @param connected whether the event stream is open
 * @param since when {@code connected} last changed
 * @param counts counters since the start
 * @param lastEvent time of the last event by the host's clock; null if there was none
 * @param trouble the last connection error; null if there was none
 * @param engine product and version of the engine, such as {@code Podman 5.8.2}; empty before the first connection
 */
public record HostStatus(
        boolean connected, Instant since, Counts counts, Instant lastEvent, String trouble, String engine) {

    /**
     * Counters since the start of the watch.
     *
     * @param events events that passed the filters, including missed deaths
     * @param reconnects reconnections after an error
     * @param defects lines of the stream that could not be used as they are
     * @param probes answered probes of a silent stream
     * @param gaps times that the engine did not report all events
     * @param found deaths without an event, found by the containers' states
     */
    public record Counts(long events, long reconnects, Defects defects, long probes, long gaps, long found) {}

    /**
     * Counters of lines of the stream.
     *
     * @param malformed those that were not events
     * @param truncated events that were too large, of which fields were left out or shortened
     */
    public record Defects(long malformed, long truncated) {}
}
