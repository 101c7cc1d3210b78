package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.docker.EngineInfo;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.EventStream;
import io.jenkins.plugins.dockereventwatch.event.EventStream.EndOfEventsException;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Delivers the events of a host once each, over any number of connections. All times are by the host's clock, which may
 * differ from the local clock. Used by one thread.
 */
final class HostEvents {

    private static final Logger LOG = System.getLogger(HostEvents.class.getName());

    /** Requested again at each connection, since an engine's events are not strictly ordered by time. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    /** Maximum number of container names in a log message. */
    private static final int LOGGED_NAMES = 20;

    /** Requested again after a restart of this program, which keeps only the time of the last event. */
    private static final Duration RESUME_OVERLAP = Duration.ofSeconds(10);

    /** Requested in addition to the configured filters: the events that delimit the life of a container. */
    private static final List<String> LIFECYCLE =
            List.of("create", "start", "kill", "die", "oom", "destroy", "health_status");

    private final String label;
    private final DockerHost host;
    private final HostListener listener;
    private final HostCursor cursor;
    private final HostStatusTracker status;
    private final WorkerErrors errors;
    private final StopRequests stops = new StopRequests();
    private final EventDeduplicator seen = new EventDeduplicator();
    private final FilterHistory filters = new FilterHistory();
    private Instant start;
    private boolean lost;

    /** Where the previous run stopped; null if there was none or its end is processed. */
    private Instant resumedAt;

    /** The start of a gap that is not yet processed; null if there is none. */
    private Instant gap;

    /** Whether the engine may have dropped events since {@link #gap}. */
    private boolean overflowed;

    HostEvents(String label, DockerHost host, HostListener listener, HostStatusTracker status, WorkerErrors errors) {
        this.label = label;
        this.host = host;
        this.listener = listener;
        this.cursor = listener.cursor();
        this.status = status;
        this.errors = errors;
    }

    /**
     * Continues where the last connection ended. Returns when the stream has been silent for so long that it should be
     * opened again.
     *
     * @throws IOException if the connection fails or ends
     */
    void follow(DockerConnection connection, EventFilters filters, WatchTimeouts timeouts)
            throws IOException, InterruptedException {
        EngineInfo engine = connection.info();
        boolean first = start == null && !resume(filters);
        if (first) {
            start = engine.time();
            seen.startAt(start);
            this.filters.change(filters, start);
        }
        Instant since = first ? start : engine.time().minus(OVERLAP);
        // Opened before past events are read, since the engine may forget events that happen meanwhile.
        try (EventStream stream =
                EventStream.open(connection, filters.withActions(LIFECYCLE), since, null, this::malformed)) {
            listener.onConnect(connection);
            if (!first) {
                catchUp(connection, engine.time());
            }
            this.filters.change(filters, engine.time());
            cursor.reached(seen.latest());
            errors.succeeded(label);
            if (status.onConnect()) {
                LOG.log(Level.INFO, "{0}: following Docker Engine {1} at {2}", label, engine.version(), host);
            }
            lost = true;
            Duration silent = Duration.ZERO;
            while (silent.compareTo(timeouts.renew()) < 0) {
                Optional<DockerEvent> event = stream.poll(timeouts.probe());
                if (event.isPresent()) {
                    silent = Duration.ZERO;
                    handle(event.get());
                    cursor.reached(seen.latest());
                    if (!overflowed) {
                        stream.takeOverflow().ifPresent(this::onOverflow);
                    }
                    if (overflowed && stream.isDrained()) {
                        stream.takeOverflow();
                        recoverFromOverflow(connection);
                    }
                } else {
                    silent = silent.plus(timeouts.probe());
                    connection.ping();
                    status.onProbe();
                    LOG.log(
                            Level.DEBUG,
                            "{0}: the stream was silent for {1} s; the engine answers",
                            label,
                            silent.toSeconds());
                }
            }
            lost = false;
        }
    }

    /**
     * Records that the engine may have dropped events: it does so silently for a client that is slow for 0.1 s. Containers
     * are compared as after a gap once the queue is empty, or at the next connection.
     */
    private void onOverflow(Instant since) {
        LOG.log(
                Level.WARNING,
                "{0}: since {1} events have arrived faster than they are processed, and the engine may have dropped some;"
                        + " checking the states of its containers",
                label,
                since);
        gap = since;
        overflowed = true;
    }

    private void recoverFromOverflow(DockerConnection connection) throws IOException, InterruptedException {
        findMissed(connection, gap, connection.info().time(), List.of());
        gap = null;
    }

    /** Restores the position of the previous run. Returns false if there was none. */
    private boolean resume(EventFilters filters) throws IOException {
        Optional<HostCursor.Stored> stored = cursor.stored();
        stored.ifPresent(before -> {
            Instant last = before.reached();
            Instant from = last.minus(RESUME_OVERLAP);
            start = from.isAfter(before.begun()) ? from : before.begun();
            resumedAt = last;
            lost = true;
            seen.startAt(last);
            this.filters.change(filters, start);
        });
        return stored.isPresent();
    }

    /** Processes what happened since the last connection: the events that the engine remembers, and missed deaths. */
    private void catchUp(DockerConnection connection, Instant until) throws IOException, InterruptedException {
        boolean firstTry = gap == null;
        Instant last = gap == null ? seen.latest() : gap;
        gap = last;
        Duration overlap = resumedAt == null ? OVERLAP : RESUME_OVERLAP;
        List<DockerEvent> remembered = new ArrayList<>();
        try (EventStream stream = EventStream.open(
                connection, filters.current().withActions(LIFECYCLE), last.minus(overlap), until, this::malformed)) {
            while (true) {
                Optional<DockerEvent> event = stream.poll(Duration.ofSeconds(15));
                remembered.add(event.orElseThrow(
                        () -> new IOException("the engine does not answer the request for past events")));
            }
        } catch (EndOfEventsException e) {
            LOG.log(Level.DEBUG, "{0}: {1} events remembered", label, remembered.size());
        }
        boolean overlaps = false;
        for (DockerEvent event : remembered) {
            boolean processed = resumedAt != null && !event.time().isAfter(resumedAt);
            overlaps |= !handle(event) || processed;
        }
        if (!firstTry || !overlaps) {
            findMissed(connection, last, until, remembered);
        }
        gap = null;
        resumedAt = null;
    }

    private void findMissed(DockerConnection connection, Instant last, Instant until, List<DockerEvent> remembered)
            throws IOException, InterruptedException {
        List<DockerEvent> missed = new MissedDeaths(connection, seen).find(start, last, until);
        missed.forEach(this::deliver);
        List<String> ended = missed.stream()
                .filter(event -> event.action().equals("die"))
                .map(event -> event.attribute("name"))
                .toList();
        status.onMissedDeaths(ended.size());
        Instant known = remembered.isEmpty() ? until : remembered.get(0).time();
        if (missed.isEmpty() && !known.isAfter(last) && !overflowed) {
            return;
        }
        overflowed = false;
        if (lost || !missed.isEmpty()) {
            status.onGap();
            cursor.gap();
        }
        LOG.log(
                lost || !missed.isEmpty() ? Level.INFO : Level.DEBUG,
                "{0}: the engine has no events between {1} and {2}; containers that stopped meanwhile, by their states:"
                        + " {3}; removed containers cannot be found",
                label,
                last,
                known,
                ended.isEmpty() ? "none" : String.join(", ", ended.subList(0, Math.min(ended.size(), LOGGED_NAMES))));
    }

    private boolean handle(DockerEvent event) {
        boolean isNew = seen.isNew(event);
        if (isNew && !event.time().isBefore(start) && !seen.isFoundDeath(event)) {
            deliver(stops.mark(event));
        }
        return isNew;
    }

    private void deliver(DockerEvent event) {
        listener.beforeFilters(event);
        if (filters.pass(event)) {
            status.onEvent(event.time());
            cursor.passed(event);
            try {
                listener.onEvent(event);
                errors.succeeded("events of " + label);
            } catch (RuntimeException | Error e) {
                errors.failed("events of " + label, e);
            }
        }
        listener.afterEvent(event);
    }

    private void malformed(long line, String reason) {
        // Logged at the first line and then ever more rarely.
        LOG.log(
                Long.bitCount(status.onMalformedLine()) == 1 ? Level.WARNING : Level.DEBUG,
                "{0}: skipping line {1} of the event stream: {2}",
                label,
                line,
                reason);
    }
}
