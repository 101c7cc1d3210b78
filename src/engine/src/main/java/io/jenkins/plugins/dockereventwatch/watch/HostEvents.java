package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.docker.EngineException;
import io.jenkins.plugins.dockereventwatch.docker.EngineInfo;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.EventStream;
import io.jenkins.plugins.dockereventwatch.event.EventStream.EndOfEventsException;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.watch.container.OptionalRequests;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Delivers the events of a host once each, over any number of connections. All times are by the host's clock, which may
 * differ from the local clock. Used by one thread.
 */
final class HostEvents {

    private static final Logger LOG = System.getLogger(HostEvents.class.getName());

    /** Requested again at each connection, since an engine's events are not strictly ordered by time. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    /** How long no event arrives before dropped ones are looked for. */
    private static final Duration CALM = Duration.ofSeconds(1);

    /** The time after which dropped events are looked for although others arrive. */
    private static final Duration STORM = Duration.ofSeconds(10);

    /** Maximum number of container names in a log message. */
    private static final int LOGGED_NAMES = 20;

    /** Requested again after a restart of this program, which keeps only the time of the last event. */
    private static final Duration RESUME_OVERLAP = Duration.ofSeconds(10);

    /** Requested in addition to the configured filters: the events that delimit the life of a container. */
    private static final List<String> LIFECYCLE =
            List.of("create", "start", "kill", "die", "stop", "oom", "destroy", "health_status", "pause", "unpause");

    private final String label;
    private final String eventsOfLabel;
    private final DockerHost host;
    private final HostListener listener;
    private final HostCursor cursor;
    private final HostStatusTracker status;
    private final WorkerErrors errors;
    private final PlannedDeaths deaths = new PlannedDeaths();
    private final OptionalRequests requests;
    private final EventDeduplicator seen = new EventDeduplicator();
    private final FilterHistory filters = new FilterHistory();
    private PlannedDeaths.ContainerReader containers = PlannedDeaths.ContainerReader.NONE;
    private Instant start;
    private boolean lost;

    /** Where the previous run stopped; null if there was none or its end is processed. */
    private Instant resumedAt;

    /** The start of a gap that is not yet processed; null if there is none. */
    private Instant gap;

    /** Whether the engine may have dropped events since {@link #gap}. */
    private boolean overflowed;

    /** The {@link System#nanoTime} at which it became known. */
    private long overflowSince;

    HostEvents(String label, DockerHost host, HostListener listener, HostStatusTracker status, WorkerErrors errors) {
        this.label = label;
        this.eventsOfLabel = "events of " + label;
        this.requests = new OptionalRequests(label);
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
        if (engine.forbidden().contains("/info")) {
            requests.forbidden(OptionalRequests.Request.INFO);
        }
        if (engine.forbidden().contains("/version")) {
            requests.forbidden(OptionalRequests.Request.VERSION);
        }
        containers = new EngineContainers(connection, engine);
        boolean first = start == null && !resume(filters);
        if (first) {
            start = engine.time();
            seen.startAt(start);
            this.filters.change(filters, start);
        }
        Instant since = first ? start : engine.time().minus(OVERLAP);
        // Opened before past events are read, since the engine may forget events that happen meanwhile.
        try (EventStream stream = engine.isPodman()
                ? EventStream.openPodman(connection, since, true, this::malformed)
                : EventStream.open(connection, filters.withActions(LIFECYCLE), since, null, this::malformed)) {
            listener.onConnect(connection);
            if (!first) {
                catchUp(connection, engine);
            }
            this.filters.change(filters, engine.time());
            cursor.reached(seen.latest());
            errors.succeeded(label);
            if (status.onConnect(engine.text())) {
                LOG.log(Level.INFO, "{0}: following {1} at {2}", label, engine.text(), host);
            }
            lost = true;
            Duration silent = Duration.ZERO;
            while (silent.compareTo(timeouts.renew()) < 0) {
                Optional<DockerEvent> event = stream.poll(patience(timeouts.probe()));
                if (event.isPresent()) {
                    silent = Duration.ZERO;
                    handle(event.get());
                    cursor.reached(seen.latest());
                    if (!overflowed) {
                        stream.takeOverflow().ifPresent(this::onOverflow);
                    }
                    if (overflowed && stream.isDrained() && System.nanoTime() - overflowSince > STORM.toNanos()) {
                        recoverFromOverflow(connection, stream);
                    }
                } else if (deaths.isHolding()) {
                    deaths.releaseAll().forEach(this::deliver);
                } else if (overflowed) {
                    recoverFromOverflow(connection, stream);
                } else {
                    silent = silent.plus(timeouts.probe());
                    ping(connection);
                    status.onProbe();
                    LOG.log(
                            Level.DEBUG,
                            "{0}: the stream was silent for {1} s; the engine answers",
                            label,
                            silent.toSeconds());
                }
            }
            lost = false;
        } catch (IOException e) {
            deaths.releaseAll().forEach(this::deliver);
            throw e;
        }
    }

    /** Returns how long to wait for an event, at most {@code probe}. */
    private Duration patience(Duration probe) {
        if (deaths.isHolding()) {
            return PlannedDeaths.HOLD;
        }
        return overflowed ? CALM : probe;
    }

    private void ping(DockerConnection connection) throws IOException, InterruptedException {
        try {
            connection.ping();
        } catch (EngineException e) {
            if (!e.isForbidden()) {
                throw e;
            }
            requests.forbidden(OptionalRequests.Request.PING);
        }
    }

    /**
     * Records that the engine may have dropped events: it does so silently for a client that is slow for 0.1 s. Containers
     * are compared as after a gap once no more events arrive, during a long storm now and then, or at the next connection.
     */
    private void onOverflow(Instant since) {
        log(
                status.status().counts().gaps() + 1,
                "{0}: since {1} events have arrived faster than they are processed, and the engine may have dropped some;"
                        + " checking the states of its containers",
                since);
        gap = since;
        overflowed = true;
        overflowSince = System.nanoTime();
    }

    private void recoverFromOverflow(DockerConnection connection, EventStream stream)
            throws IOException, InterruptedException {
        stream.takeOverflow();
        Instant until = connection.info().time();
        findMissed(connection, gap, until, until);
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
    private void catchUp(DockerConnection connection, EngineInfo engine) throws IOException, InterruptedException {
        boolean firstTry = gap == null;
        Instant last = gap == null ? seen.latest() : gap;
        gap = last;
        Duration overlap = resumedAt == null ? OVERLAP : RESUME_OVERLAP;
        Instant since = last.minus(overlap);
        Instant known = null;
        boolean overlaps = false;
        try (EventStream stream = engine.isPodman()
                ? EventStream.openPodman(connection, since, false, this::malformed)
                : EventStream.open(
                        connection, filters.current().withActions(LIFECYCLE), since, engine.time(), this::malformed)) {
            while (true) {
                DockerEvent event = stream.poll(Duration.ofSeconds(15))
                        .orElseThrow(() -> new IOException("the engine does not answer the request for past events"));
                known = known == null ? event.time() : known;
                boolean processed = resumedAt != null && !event.time().isAfter(resumedAt);
                overlaps |= !handle(event) || processed;
            }
        } catch (EndOfEventsException e) {
            LOG.log(Level.DEBUG, "{0}: read the events that the engine remembers, from {1}", label, known);
        }
        if (!firstTry || !overlaps) {
            findMissed(connection, last, engine.time(), known == null ? engine.time() : known);
        }
        gap = null;
        resumedAt = null;
    }

    /** Finds deaths between {@code last} and {@code until}; the engine has all events from {@code known} on. */
    private void findMissed(DockerConnection connection, Instant last, Instant until, Instant known)
            throws IOException, InterruptedException {
        List<DockerEvent> missed;
        try {
            missed = new MissedDeaths(connection, seen).find(start, last, until);
        } catch (EngineException e) {
            if (!e.isForbidden()) {
                throw e;
            }
            reportGap(last, known);
            return;
        }
        missed.forEach(this::deliver);
        List<String> ended = missed.stream()
                .filter(event -> event.action().equals("die"))
                .map(event -> event.attribute("name"))
                .toList();
        if (!ended.isEmpty()) {
            Instant latest = missed.get(missed.size() - 1).time();
            status.onMissedDeaths(new HostStatus.MissedDeaths(last, latest, ended));
        }
        if (missed.isEmpty() && !known.isAfter(last) && !overflowed) {
            return;
        }
        boolean isLogged = lost && !overflowed || !missed.isEmpty();
        overflowed = false;
        if (lost || !missed.isEmpty()) {
            status.onGap();
            cursor.gap();
        }
        LOG.log(
                isLogged ? Level.INFO : Level.DEBUG,
                "{0}: the engine has no events between {1} and {2}; containers that stopped meanwhile, by their states:"
                        + " {3}; removed containers cannot be found",
                label,
                last,
                known,
                ended.isEmpty() ? "none" : String.join(", ", ended.subList(0, Math.min(ended.size(), LOGGED_NAMES))));
    }

    private void reportGap(Instant last, Instant known) {
        overflowed = false;
        if (known.isAfter(last)) {
            status.onGap();
            cursor.gap();
            LOG.log(
                    Level.INFO,
                    "{0}: the engine has no events between {1} and {2}, and forbids to list its containers; containers that"
                            + " stopped meanwhile are not known",
                    label,
                    last,
                    known);
        }
    }

    private boolean handle(DockerEvent event) throws InterruptedException {
        boolean isNew = seen.isNew(event);
        if (isNew && event.isTruncated()) {
            log(status.onTruncatedEvent(), "{0}: an event at {1} is too large and was shortened", event.time());
        }
        if (isNew && !event.time().isBefore(start) && !seen.isFoundDeath(event)) {
            deaths.accept(event, containers).forEach(this::deliver);
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
                errors.succeeded(eventsOfLabel);
            } catch (RuntimeException | Error e) {
                errors.failed(eventsOfLabel, e);
            }
        }
        listener.afterEvent(event);
    }

    private void malformed(long line, String reason) {
        log(status.onMalformedLine(), "{0}: skipping line {1} of the event stream: {2}", line, reason);
    }

    /** Logs a problem at the first time and then ever more rarely. */
    private void log(long number, String message, Object... details) {
        Object[] all = Stream.concat(Stream.of(label), Stream.of(details)).toArray();
        LOG.log(Long.bitCount(number) == 1 ? Level.WARNING : Level.DEBUG, message, all);
    }
}
