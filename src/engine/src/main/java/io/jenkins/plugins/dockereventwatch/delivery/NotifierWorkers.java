package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Queue;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The workers of all notifiers. Each notifier has its own one, so that a slow server delays its own messages only. */
final class NotifierWorkers implements AutoCloseable {

    private static final Logger LOG = System.getLogger(NotifierWorkers.class.getName());
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    /** The queue of the outbox and, if in use, that of the fallback. */
    private final Supplier<List<Queue>> queues;

    private final Sending sending;
    private final DeliveryStatus status;
    private final WorkerErrors errors;
    private final Map<String, NotifierWorker> workers = new ConcurrentHashMap<>();

    record Sending(Clock clock, RetryPolicy retry, TransportTimeouts timeouts) {}

    NotifierWorkers(Supplier<List<Queue>> queues, Sending sending, DeliveryStatus status, WorkerErrors errors) {
        this.queues = queues;
        this.sending = sending;
        this.status = status;
        this.errors = errors;
    }

    /**
     * Replaces the notifiers, by name. Messages of a notifier that stays are sent with its new settings at once. Messages
     * of a removed one are given up and logged, unless other watchers share the state. Waits a moment for messages that are
     * being sent to a removed notifier.
     */
    synchronized void replace(Map<String, Notifier> notifiers) {
        replaceWorkers(notifiers).forEach(this::giveUpWaiting);
    }

    /** Returns the names of the removed notifiers, whose workers have ended or take longer than the timeout. */
    private Set<String> replaceWorkers(Map<String, Notifier> notifiers) {
        Map<String, NotifierWorker> removed = new HashMap<>(workers);
        removed.keySet().removeAll(notifiers.keySet());
        workers.keySet().removeAll(removed.keySet());
        removed.values().forEach(NotifierWorker::stop);
        notifiers.forEach((name, notifier) -> workers.computeIfAbsent(
                        name, added -> new NotifierWorker(notifier, queues, sending, status, errors))
                .replace(notifier));
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        removed.values().forEach(worker -> worker.join(Duration.ofNanos(deadline - System.nanoTime())));
        return removed.keySet();
    }

    private void giveUpWaiting(String notifier) {
        int lost = 0;
        try {
            for (Queue queue : queues.get()) {
                lost += queue.giveUp(notifier, "its notifier is no longer configured");
            }
        } catch (StoreException e) {
            LOG.log(
                    Level.WARNING,
                    "notifier {0}: removed, but its messages could not be given up: {1}",
                    notifier,
                    e.getMessage());
        }
        status.addFailed(lost);
        if (lost > 0) {
            LOG.log(Level.WARNING, "notifier {0}: removed; messages not sent: {1}", notifier, lost);
        }
    }

    Set<String> names() {
        return Set.copyOf(workers.keySet());
    }

    boolean contains(String notifier) {
        return workers.containsKey(notifier);
    }

    void wake() {
        workers.values().forEach(NotifierWorker::wake);
    }

    /** Stops within a few seconds. Messages that wait remain in the outbox. */
    @Override
    public synchronized void close() {
        replaceWorkers(Map.of());
    }
}
