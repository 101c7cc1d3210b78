package io.jenkins.plugins.dockereventwatch.alert;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;

/** One notifier's queue, and the thread that empties it. */
final class Outlet implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Outlet.class.getName());

    /** Alerts that may wait for a server that does not take them. */
    static final int CAPACITY = 10_000;

    /** Characters that the events of waiting alerts may have together. */
    static final long ROOM = 16 << 20;

    private final Composer composer;
    private final RetryPolicy retry;
    private final ChannelTimes times;
    private final Thread thread;
    private final String name;

    /** Guarded by this, as all that follows. The first is being sent. */
    private final Deque<Alert> queue = new ArrayDeque<>();

    private Notifier notifier;
    private Channel channel;
    private int generation;
    private boolean closed;
    private boolean overflowing;
    private long characters;
    private long delivered;
    private long failed;

    Outlet(Notifier notifier, Composer composer, RetryPolicy retry, ChannelTimes times) {
        this.name = notifier.name();
        this.notifier = notifier;
        this.composer = composer;
        this.retry = retry;
        this.times = times;
        this.channel = Channel.of(notifier, times);
        this.thread = new Thread(this::run, "docker-event-watch deliver " + name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    synchronized void submit(Alert alert) {
        long length = length(alert);
        if (queue.size() >= CAPACITY || (characters + length > ROOM && !queue.isEmpty())) {
            failed++;
            if (!overflowing) {
                LOG.log(
                        Level.ERROR,
                        "notifier {0}: {1} alerts wait already; further ones are dropped until some are sent",
                        name,
                        queue.size());
            }
            overflowing = true;
            return;
        }
        queue.add(alert);
        characters += length;
        notifyAll();
    }

    private static long length(Alert alert) {
        return alert.event().toString().length();
    }

    synchronized void replace(Notifier changed) {
        if (!changed.equals(notifier)) {
            notifier = changed;
            channel = Channel.of(changed, times);
            generation++;
            notifyAll();
        }
    }

    synchronized DeliveryStatistics statistics() {
        return new DeliveryStatistics(delivered, failed, queue.size());
    }

    private void run() {
        try {
            for (Alert alert = first(); alert != null; alert = first()) {
                boolean sent = deliver(alert);
                done(sent);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "notifier {0}: interrupted", name);
        }
    }

    private synchronized Alert first() throws InterruptedException {
        while (queue.isEmpty() && !closed) {
            wait();
        }
        return closed ? null : queue.peek();
    }

    private synchronized void done(boolean sent) {
        if (!closed || sent) {
            characters -= length(queue.remove());
            overflowing = false;
            delivered += sent ? 1 : 0;
            failed += sent ? 0 : 1;
            notifyAll();
        }
    }

    /** What is to be sent of an alert, and with what; anew when the notifier's settings change. */
    private record Attempt(Notifier notifier, Channel channel, int generation) {}

    private synchronized Attempt attempt() {
        return new Attempt(notifier, channel, generation);
    }

    private boolean deliver(Alert alert) throws InterruptedException {
        long giveUp = System.nanoTime() + retry.giveUp().toNanos();
        Attempt attempt = attempt();
        Message rest = null;
        for (int failures = 1; ; failures++) {
            try {
                attempt.channel.send(rest != null ? rest : composer.compose(alert, attempt.notifier));
                return true;
            } catch (DeliveryException e) {
                if (isClosed()) {
                    return false;
                }
                if (!e.isTemporary() || System.nanoTime() > giveUp) {
                    LOG.log(Level.ERROR, "notifier {0}: {1}; it is not tried again", name, e.getMessage());
                    return false;
                }
                Duration pause = retry.backoff().after(failures, ThreadLocalRandom.current());
                LOG.log(
                        Level.WARNING,
                        "notifier {0}: {1}; trying again in {2} s",
                        name,
                        e.getMessage(),
                        Math.max(1, pause.toSeconds()));
                rest = e.rest().orElse(rest);
                if (!pause(pause, attempt.generation)) {
                    return false;
                }
                if (attempt().generation != attempt.generation) {
                    attempt = attempt();
                    failures = 0;
                }
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "notifier " + name + ": a fault while sending an alert, which is given up", e);
                return false;
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Waits for the pause's or the settings' end; false if this is being closed. */
    private synchronized boolean pause(Duration pause, int current) throws InterruptedException {
        long deadline = System.nanoTime() + pause.toNanos();
        long left = pause.toMillis();
        while (!closed && generation == current && left > 0) {
            wait(left);
            left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
        return !closed;
    }

    synchronized boolean awaitIdle(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!queue.isEmpty()) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Asks the thread to end. */
    void stop() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
    }

    void join(Duration patience) {
        try {
            thread.join(Math.max(1, patience.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread, and says what is not sent. */
    @Override
    public void close() {
        stop();
        long waiting = statistics().waiting();
        if (waiting > 0) {
            LOG.log(Level.WARNING, "notifier {0}: stopped; alerts not sent: {1}", name, waiting);
        }
    }
}
