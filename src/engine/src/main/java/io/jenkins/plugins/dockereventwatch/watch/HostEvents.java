package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.EngineInfo;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.EventStream;
import io.jenkins.plugins.dockereventwatch.event.EventStream.EndOfEventsException;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A host's events over any number of connections, each of them once. All times are the host's own, so its clock need
 * not agree with ours.
 */
final class HostEvents {

    private static final Logger LOG = System.getLogger(HostEvents.class.getName());

    /** Asked for again at each connection, since an engine's events are not quite in the order of their times. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    /** How many containers a line of the log names. */
    private static final int NAMED = 20;

    /** Asked for again after a restart of ours: nothing of it is remembered but that it was dealt with. */
    private static final Duration RESUMED = Duration.ofSeconds(10);

    private final String label;
    private final HostCursor cursor;
    private final Consumer<DockerEvent> consumer;
    private final HostListener news;
    private final ContainerListener observer;
    private final StopRequests stops = new StopRequests();
    private final EventDeduplicator seen = new EventDeduplicator();
    private final FilterHistory asked = new FilterHistory();
    private Instant start;
    private boolean lost;
    private long skipped;

    /** How far an earlier life of this watch got; null: there was none, or its end is caught up with. */
    private Instant resumedAt;

    /** Since when it is not certain that all is known; null: it is. */
    private Instant gap;

    /** Whether the engine may have dropped events since. */
    private boolean doubted;

    /**
     * Prepares it.
     *
     * @param cursor where it begins, and is told how far it got
     * @param consumer gets each event that passes the filters
     * @param news told of what happens
     * @param observer told of what passes no filter too
     */
    HostEvents(
            String label,
            HostCursor cursor,
            Consumer<DockerEvent> consumer,
            HostListener news,
            ContainerListener observer) {
        this.label = label;
        this.cursor = cursor;
        this.consumer = consumer;
        this.news = news;
        this.observer = observer;
    }

    /**
     * Goes on where it stopped and follows the connection; returns when its stream was silent for long and had better
     * be opened again.
     *
     * @throws IOException if the connection fails or ends
     */
    void follow(DockerConnection connection, EventFilters filters, WatchTimeouts times)
            throws IOException, InterruptedException {
        EngineInfo engine = connection.info();
        boolean first = start == null && !resume(filters);
        if (first) {
            start = engine.time();
            seen.startAt(start);
            asked.change(filters, start);
        }
        Instant since = first ? start : engine.time().minus(OVERLAP);
        // Opened before the past is looked into: what happens meanwhile may be more than the engine remembers.
        try (EventStream stream =
                EventStream.open(connection, LifecycleEvents.in(filters), since, null, this::malformed)) {
            observer.connected(connection);
            if (!first) {
                catchUp(connection, engine.time());
            }
            asked.change(filters, engine.time());
            cursor.reached(seen.latest());
            news.connected(engine);
            lost = true;
            Duration silent = Duration.ZERO;
            while (silent.compareTo(times.renew()) < 0) {
                Optional<DockerEvent> event = stream.poll(times.probe());
                if (event.isPresent()) {
                    silent = Duration.ZERO;
                    handle(event.get());
                    cursor.reached(seen.latest());
                    if (!doubted) {
                        stream.takeOverflow().ifPresent(this::doubt);
                    }
                    if (doubted && stream.isDrained()) {
                        stream.takeOverflow();
                        dispel(connection);
                    }
                } else {
                    silent = silent.plus(times.probe());
                    connection.ping();
                    news.probed();
                    LOG.log(Level.DEBUG, "{0}: silent for {1} s, and the engine lives", label, silent.toSeconds());
                }
            }
            lost = false;
        }
    }

    /**
     * Whoever is slow for a tenth of a second loses events, and is not told: containers are compared as after a gap, when
     * all that waits is dealt with. Where the stream ends before, the next connection does it.
     */
    private void doubt(Instant since) {
        LOG.log(
                Level.WARNING,
                "{0}: from {1} on events came faster than they could be dealt with, and the engine may have dropped some;"
                        + " the states of its containers are looked at",
                label,
                since);
        gap = since;
        doubted = true;
    }

    private void dispel(DockerConnection connection) throws IOException, InterruptedException {
        findMissed(connection, gap, connection.info().time(), List.of());
        gap = null;
    }

    private void gap() {
        news.gap();
        cursor.gap();
    }

    /** Goes on where an earlier life of this watch stopped; false if there was none. */
    private boolean resume(EventFilters filters) throws IOException {
        Optional<HostCursor.Stored> stored = cursor.stored();
        stored.ifPresent(before -> {
            Instant last = before.reached();
            Instant from = last.minus(RESUMED);
            start = from.isAfter(before.begun()) ? from : before.begun();
            resumedAt = last;
            lost = true;
            seen.startAt(last);
            asked.change(filters, start);
        });
        return stored.isPresent();
    }

    /** Tells of what happened since the last connection: as far as the engine remembers, and from what it left behind. */
    private void catchUp(DockerConnection connection, Instant until) throws IOException, InterruptedException {
        boolean firstTry = gap == null;
        Instant last = gap == null ? seen.latest() : gap;
        gap = last;
        Duration overlap = resumedAt == null ? OVERLAP : RESUMED;
        List<DockerEvent> remembered = new ArrayList<>();
        try (EventStream stream = EventStream.open(
                connection, LifecycleEvents.in(asked.inForce()), last.minus(overlap), until, this::malformed)) {
            while (true) {
                Optional<DockerEvent> event = stream.poll(Duration.ofSeconds(15));
                remembered.add(event.orElseThrow(() -> new IOException("the engine does not tell its past events")));
            }
        } catch (EndOfEventsException e) {
            LOG.log(Level.DEBUG, "{0}: {1} events remembered", label, remembered.size());
        }
        boolean knownOnes = false;
        for (DockerEvent event : remembered) {
            boolean dealtWith = resumedAt != null && !event.time().isAfter(resumedAt);
            knownOnes |= !handle(event) || dealtWith;
        }
        if (!firstTry || !knownOnes) {
            findMissed(connection, last, until, remembered);
        }
        gap = null;
        resumedAt = null;
    }

    private void findMissed(DockerConnection connection, Instant last, Instant until, List<DockerEvent> remembered)
            throws IOException, InterruptedException {
        List<DockerEvent> missed = new MissedDeaths(connection, seen).find(start, last, until);
        missed.forEach(this::hand);
        List<String> ended = missed.stream()
                .filter(event -> event.action().equals("die"))
                .map(event -> event.attribute("name"))
                .toList();
        news.found(ended.size());
        Instant known = remembered.isEmpty() ? until : remembered.get(0).time();
        if (missed.isEmpty() && !known.isAfter(last) && !doubted) {
            return;
        }
        doubted = false;
        if (lost || !missed.isEmpty()) {
            gap();
        }
        LOG.log(
                lost || !missed.isEmpty() ? Level.INFO : Level.DEBUG,
                "{0}: the engine does not tell what happened between {1} and {2}; by their states, containers that ended"
                        + " unseen: {3}; those removed meanwhile cannot be found",
                label,
                last,
                known,
                ended.isEmpty() ? "none" : String.join(", ", ended.subList(0, Math.min(ended.size(), NAMED))));
    }

    private boolean handle(DockerEvent event) {
        boolean isNew = seen.isNew(event);
        if (isNew && !event.time().isBefore(start) && !seen.isFoundDeath(event)) {
            hand(stops.mark(event));
        }
        return isNew;
    }

    private void hand(DockerEvent event) {
        observer.saw(event);
        if (asked.pass(event)) {
            news.saw(event);
            cursor.passed(event);
            try {
                consumer.accept(event);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, label + ": a fault while handling an event; the watch goes on", e);
            }
        }
        cursor.saw(event);
    }

    private void malformed(long line, String reason) {
        news.skipped();
        skipped++;
        // Told at the first line, and then ever more rarely.
        LOG.log(
                Long.bitCount(skipped) == 1 ? Level.WARNING : Level.DEBUG,
                "{0}: line {1} of the event stream is skipped: {2}",
                label,
                line,
                reason);
    }
}
