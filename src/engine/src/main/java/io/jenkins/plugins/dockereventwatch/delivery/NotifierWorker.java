package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.Transport;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryQueue;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The thread that takes one notifier's messages from the outbox to its server. */
final class NotifierWorker {

    private static final Logger LOG = System.getLogger(NotifierWorker.class.getName());
    private static final int CLAIMED_AT_ONCE = 20;

    /** How long what another watcher left behind, or what becomes due, may go unnoticed. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final TransportTimeouts times;
    private final Supplier<List<DeliveryQueue>> dispatches;
    private final Sender sender;
    private final WorkerSignals signals = new WorkerSignals();
    private final Thread thread;
    private final String name;

    /** Written by whoever holds this outlet's lock. */
    private volatile Means means;

    /** The settings by which what waits was last hastened; of this thread alone. */
    private int hastened;

    /** What is sent with; anew when the notifier's settings change. */
    private record Means(Notifier notifier, Transport channel, int generation) {}

    NotifierWorker(
            Notifier notifier,
            Clock clock,
            RetryPolicy retry,
            TransportTimeouts times,
            Supplier<List<DeliveryQueue>> dispatches,
            Consumer<PendingMessage> finished) {
        this.name = notifier.name();
        this.times = times;
        this.dispatches = dispatches;
        this.means = new Means(notifier, notifier.open(times), 0);
        this.sender = new Sender(name, clock, retry, signals, finished);
        this.thread = new Thread(this::run, "docker-event-watch deliver " + name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Has it look into the outbox. */
    void wake() {
        signals.wake();
    }

    synchronized void replace(Notifier changed) {
        if (!changed.equals(means.notifier)) {
            means = new Means(changed, changed.open(times), means.generation + 1);
            signals.wake();
        }
    }

    /** What became of its messages so far. */
    DeliveryStatistics counts() {
        return sender.counts();
    }

    private void run() {
        try {
            while (!signals.isStopped()) {
                if (!round()) {
                    signals.awaitWork(LOOK);
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "notifier {0}: interrupted", name);
        }
    }

    /** Whether there was something to do. */
    private boolean round() throws InterruptedException {
        try {
            Means now = means;
            boolean any = false;
            boolean read = true;
            for (DeliveryQueue dispatch : dispatches.get()) {
                Optional<List<PendingMessage>> claimed = claim(dispatch, now);
                read &= claimed.isPresent();
                if (claimed.isPresent() && !claimed.get().isEmpty()) {
                    any = true;
                    deliver(dispatch, claimed.get(), now);
                }
            }
            if (read) {
                hastened = now.generation;
            }
            return any;
        } catch (RuntimeException | Error e) {
            // What it had claimed is its own still, and claimed again.
            LOG.log(Level.ERROR, "notifier " + name + ": a fault while working with the outbox", e);
            return false;
        }
    }

    /** Empty: the outbox cannot be read. */
    private Optional<List<PendingMessage>> claim(DeliveryQueue dispatch, Means now) {
        try {
            sender.settle(dispatch);
            if (now.generation != hastened) {
                sender.forgive();
                dispatch.hasten(name);
            }
            return Optional.of(dispatch.claim(name, CLAIMED_AT_ONCE));
        } catch (StoreException e) {
            // The recorder meets the same trouble and tells of it.
            LOG.log(Level.DEBUG, "the outbox cannot be read", e);
            return Optional.empty();
        }
    }

    /** Sends messages as long as the server takes some; lets go of the rest, which another watcher may bring there. */
    private void deliver(DeliveryQueue dispatch, List<PendingMessage> parcels, Means now) throws InterruptedException {
        for (int i = 0; i < parcels.size(); i++) {
            if (signals.isStopped()) {
                release(dispatch, parcels.subList(i, parcels.size()));
                return;
            }
            Duration pause;
            try {
                pause = sender.send(dispatch, parcels.get(i), now.notifier, now.channel);
            } catch (StoreException e) {
                LOG.log(Level.DEBUG, "a delivery cannot be begun", e);
                release(dispatch, parcels.subList(i, parcels.size()));
                return;
            }
            if (!pause.isZero()) {
                release(dispatch, parcels.subList(i + 1, parcels.size()));
                signals.pause(pause, () -> means == now);
                return;
            }
        }
    }

    private static void release(DeliveryQueue dispatch, List<PendingMessage> parcels) {
        try {
            dispatch.release(parcels);
        } catch (StoreException e) {
            // They stay claimed by this watcher, which claims them again.
            LOG.log(Level.DEBUG, "claims are kept", e);
        }
    }

    /** Asks the thread to end. */
    void stop() {
        signals.stop();
    }

    /** Waits for its end. */
    void join(Duration patience) {
        try {
            thread.join(Math.max(1, patience.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
