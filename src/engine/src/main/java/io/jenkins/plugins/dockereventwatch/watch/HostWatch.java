package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.docker.EngineInfo;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Follows one Docker host, on a thread of its own, until it is closed: hands on every event once, across lost
 * connections and restarts of the engine, and what ended while it could not see.
 */
public final class HostWatch implements AutoCloseable {

    private static final Logger LOG = System.getLogger(HostWatch.class.getName());
    private static final Duration LONGEST_STOP = Duration.ofMillis(1500);

    private final DockerHost host;
    private final String label;
    private final WatchTimeouts times;
    private final Clock clock;
    private final HostEvents events;
    private final Thread thread;

    private volatile boolean closed;
    private volatile EventFilters filters;
    private volatile HostStatus status;
    private volatile DockerConnection connection;
    private int failures;
    private long connectedAt;

    /** Prepares a watch that begins with what happens from now on, and learns of containers by their events alone. */
    public HostWatch(
            DockerHost host,
            String label,
            EventFilters filters,
            WatchTimeouts times,
            Clock clock,
            Consumer<DockerEvent> consumer) {
        this(host, label, filters, times, clock, consumer, ContainerListener.NONE, HostCursor.NONE);
    }

    /** Prepares a watch that begins with what happens from now on. */
    public HostWatch(
            DockerHost host,
            String label,
            EventFilters filters,
            WatchTimeouts times,
            Clock clock,
            Consumer<DockerEvent> consumer,
            ContainerContextCache containers) {
        this(host, label, filters, times, clock, consumer, (ContainerListener) containers, HostCursor.NONE);
    }

    /**
     * Prepares the watch; {@link #start()} begins it.
     *
     * @param host where the engine is
     * @param label the host's name for people
     * @param filters which events are asked for
     * @param times how patient it is
     * @param clock for {@link #status()}
     * @param consumer gets each event, on the watch's thread; what it throws is logged and does not end the watch
     * @param containers learns of the host's containers what their events do not tell; stays the caller's to close,
     *     after the watch
     * @param cursor where an earlier watch of the host stopped, and where this one gets to
     */
    public HostWatch(
            DockerHost host,
            String label,
            EventFilters filters,
            WatchTimeouts times,
            Clock clock,
            Consumer<DockerEvent> consumer,
            ContainerContextCache containers,
            HostCursor cursor) {
        this(host, label, filters, times, clock, consumer, (ContainerListener) containers, cursor);
    }

    private HostWatch(
            DockerHost host,
            String label,
            EventFilters filters,
            WatchTimeouts times,
            Clock clock,
            Consumer<DockerEvent> consumer,
            ContainerListener observer,
            HostCursor cursor) {
        this.host = host;
        this.label = label;
        this.filters = filters;
        this.times = times;
        this.clock = clock;
        this.status = HostStatus.starting(clock.instant());
        this.events = new HostEvents(label, cursor, consumer, new News(), observer);
        this.thread = new Thread(this::run, "docker-event-watch " + label);
        this.thread.setDaemon(true);
    }

    /** Begins; does not wait for a connection. */
    public void start() {
        thread.start();
    }

    /** Changes which events are asked for; none is lost or repeated over it. */
    public void changeFilters(EventFilters changed) {
        if (!changed.equals(filters)) {
            filters = changed;
            disconnect();
        }
    }

    /** How it stands. */
    public HostStatus status() {
        return status;
    }

    private void run() {
        while (!closed) {
            EventFilters asked = filters;
            try (DockerConnection opened = DockerConnection.open(host, times.answer())) {
                connection = opened;
                // From here on a change of the filters ends this connection.
                asked = filters;
                events.follow(opened, asked, times);
            } catch (IOException | RuntimeException e) {
                if (!closed && asked.equals(filters)) {
                    failed(e);
                }
            } catch (InterruptedException e) {
                LOG.log(Level.DEBUG, "{0}: interrupted", label);
            } finally {
                connection = null;
            }
        }
    }

    private synchronized void connected(EngineInfo engine) {
        if (!status.connected()) {
            LOG.log(Level.INFO, "{0}: following Docker Engine {1} at {2}", label, engine.version(), host);
            connectedAt = System.nanoTime();
        }
        status = status.connected(clock.instant());
    }

    /** Keeps the status. */
    private final class News implements HostListener {

        @Override
        public void connected(EngineInfo engine) {
            HostWatch.this.connected(engine);
        }

        @Override
        public void saw(DockerEvent event) {
            change(before -> before.saw(event.time()));
        }

        @Override
        public void skipped() {
            change(HostStatus::skipped);
        }

        @Override
        public void probed() {
            change(before -> before.probed(clock.instant()));
        }

        @Override
        public void gap() {
            change(HostStatus::gap);
        }

        @Override
        public void found(int deaths) {
            change(before -> before.found(deaths));
        }
    }

    private synchronized void change(UnaryOperator<HostStatus> news) {
        status = news.apply(status);
    }

    private void failed(Exception e) {
        // A connection that does not last is no reason to come back sooner.
        if (status.connected()
                && System.nanoTime() - connectedAt
                        > times.retry().longestDelay().toNanos()) {
            failures = 0;
        }
        failures++;
        String why = e.getMessage();
        synchronized (this) {
            status = status.failed(clock.instant(), why);
        }
        Duration pause = times.retry().delayAfter(failures);
        // Told at the first failure, and then ever more rarely.
        if (e instanceof RuntimeException) {
            LOG.log(Level.ERROR, label + ": a fault of the watch itself; trying again", e);
        } else if (Integer.bitCount(failures) == 1) {
            LOG.log(Level.WARNING, "{0}: {1}: {2}; trying again", label, host, why);
        }
        pause(pause);
    }

    private synchronized void pause(Duration pause) {
        long deadline = System.nanoTime() + pause.toNanos();
        long left = pause.toMillis();
        try {
            while (!closed && left > 0) {
                wait(left);
                left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "{0}: interrupted", label);
        }
    }

    private void disconnect() {
        DockerConnection open = connection;
        if (open != null) {
            open.close();
        }
    }

    /** Ends it within five seconds, whatever it is doing. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        disconnect();
        thread.interrupt();
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
