package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows one Docker host on a thread of its own until closed. Delivers each event once across lost connections and engine
 * restarts, and the deaths that happened meanwhile.
 */
final class HostWatch implements AutoCloseable {

    private static final Logger LOG = System.getLogger(HostWatch.class.getName());
    private static final Duration STOP_TIMEOUT = Duration.ofMillis(1500);

    private final DockerHost host;
    private final String label;
    private final WatchTimeouts timeouts;
    private final Clock clock;
    private final HostStatusTracker status;
    private final WorkerErrors errors;
    private final HostEvents events;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile EventFilters filters;
    private volatile DockerConnection connection;
    private int failures;

    /** Creates a watch; {@link #start()} starts it. */
    HostWatch(
            DockerHost host,
            String label,
            EventFilters filters,
            WatchTimeouts timeouts,
            Clock clock,
            HostListener listener) {
        this.host = host;
        this.label = label;
        this.filters = filters;
        this.timeouts = timeouts;
        this.clock = clock;
        this.status = new HostStatusTracker(clock);
        this.errors = listener.errors();
        this.events = new HostEvents(label, host, listener, status, errors);
        this.thread = new Thread(this::run, "docker-event-watch " + label);
        this.thread.setDaemon(true);
    }

    /** Starts following the host; does not wait for a connection. */
    void start() {
        thread.start();
    }

    /** Changes the requested events without losing or repeating any. */
    void changeFilters(EventFilters changed) {
        if (!changed.equals(filters)) {
            filters = changed;
            disconnect();
        }
    }

    /** Returns the current status. */
    HostStatus status() {
        return status.status();
    }

    private void run() {
        while (isOpen()) {
            try {
                connect();
            } catch (RuntimeException | Error e) {
                errors.failed(label, e);
                pause();
            }
        }
    }

    private void connect() {
        EventFilters asked = filters;
        try (DockerConnection opened = DockerConnection.open(host, timeouts.answer())) {
            connection = opened;
            // From here on, a change of the filters closes this connection.
            asked = filters;
            events.follow(opened, asked, timeouts);
        } catch (IOException | RuntimeException | Error e) {
            if (isOpen() && asked.equals(filters)) {
                failed(e);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "{0}: interrupted", label);
        } finally {
            connection = null;
        }
    }

    private void failed(Throwable e) {
        HostStatus before = status.status();
        status.onFailure(e instanceof IOException ? e.getMessage() : "internal error: " + e);
        // A connection that did not last does not reset the pauses.
        if (before.connected()
                && before.since().plus(timeouts.retry().longestDelay()).isBefore(clock.instant())) {
            failures = 0;
        }
        if (!(e instanceof IOException)) {
            errors.failed(label, e);
        } else if (Integer.bitCount(failures + 1) == 1) {
            // Logged at the first failure and then ever more rarely.
            LOG.log(Level.WARNING, "{0}: {1}: {2}; retrying", label, host, e.getMessage());
        }
        pause();
    }

    private void pause() {
        failures++;
        try {
            closed.await(timeouts.retry().delayAfter(failures).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "{0}: interrupted", label);
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void disconnect() {
        DockerConnection open = connection;
        if (open != null) {
            open.close();
        }
    }

    /** Stops the watch; returns within two seconds. */
    @Override
    public void close() {
        closed.countDown();
        disconnect();
        thread.interrupt();
        try {
            thread.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
