package io.jenkins.plugins.dockereventwatch.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
     * Deaths without an event, found by the containers' states.
     *
     * @param from since when the events are not complete, by the host's clock
     * @param latest the time of the latest death, by the host's clock
     * @param ended the names of the containers, at least one
     */
    public record MissedDeaths(Instant from, Instant latest, List<String> ended) {

        public MissedDeaths {
            ended = List.copyOf(ended);
        }
    }

    /**
     * Counters since the start of the watch.
     *
     * @param events events that passed the filters, including missed deaths
     * @param reconnects reconnections after an error
     * @param defects lines of the stream that could not be used as they are
     * @param probes answered probes of a silent stream
     * @param gaps times that the engine did not report all events
     */
    public record Counts(long events, long reconnects, Defects defects, long probes, long gaps, Found found) {}

    /**
     * Deaths without an event.
     *
     * @param deaths their number
     * @param latest those that were found since the last failure of the connection; empty: none
     */
    public record Found(long deaths, Optional<MissedDeaths> latest) {

        /** No deaths. */
        public static final Found NONE = new Found(0, Optional.empty());
    }

    /**
     * Counters of lines of the stream.
     *
     * @param malformed those that were not events
     * @param truncated events that were too large, of which fields were left out or shortened
     */
    public record Defects(long malformed, long truncated) {}
}
