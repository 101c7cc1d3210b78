package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryQueue;
import io.jenkins.plugins.dockereventwatch.outbox.FallbackOutbox;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Sends the notices that are queued in a store for some mail notifiers. It neither records alerts nor maintains the
 * outbox, so that it can work next to the {@link Delivery} of a watch, whose notifiers must have other names. No other
 * process may use the store.
 */
public final class NoticeSender implements AutoCloseable {

    private static final Logger LOG = System.getLogger(NoticeSender.class.getName());
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    private static final DeliveryListener NO_LISTENER = new DeliveryListener() {
        @Override
        public void onSent(PendingMessage message) {
            // The outbox records it.
        }

        @Override
        public void onGivenUp(PendingMessage message) {
            // The outbox records it.
        }
    };

    private static final FallbackOutbox.Listener NO_ALERTS = new FallbackOutbox.Listener() {
        @Override
        public void onDuplicate(Alert alert) {
            // No alerts are recorded.
        }

        @Override
        public void onRecorded() {
            // No alerts are recorded.
        }
    };

    private final Clock clock;
    private final TransportTimeouts timeouts;
    private final FallbackOutbox outbox;

    /** Guarded by this. */
    private final Map<String, NotifierWorker> workers = new HashMap<>();

    /**
     * Starts without notifiers.
     *
     * @param store keeps the queue; closed by the caller, after this
     * @param clock its zone is that of times in mails
     */
    public NoticeSender(Store store, Clock clock, TransportTimeouts timeouts) {
        this.clock = clock;
        this.timeouts = timeouts;
        this.outbox = new FallbackOutbox(
                store,
                UUID.randomUUID().toString(),
                clock,
                new AlertRouterFactory(NotificationPolicies.EACH),
                NO_ALERTS);
    }

    /** Replaces the notifiers, by name. What is queued for a removed one is given up. */
    public synchronized void replaceNotifiers(Map<String, Notifier> notifiers) {
        Map<String, NotifierWorker> removed = new HashMap<>(workers);
        removed.keySet().removeAll(notifiers.keySet());
        stop(removed);
        removed.keySet().forEach(this::giveUp);
        notifiers.forEach((name, notifier) -> workers.computeIfAbsent(
                        name,
                        added -> new NotifierWorker(
                                notifier, clock, RetryPolicy.DELIVERY, timeouts, outbox, NO_LISTENER))
                .replace(notifier));
    }

    private void stop(Map<String, NotifierWorker> stopping) {
        stopping.values().forEach(NotifierWorker::stop);
        stopping.values().forEach(worker -> worker.join(STOP_TIMEOUT));
        workers.keySet().removeAll(stopping.keySet());
    }

    private void giveUp(String notifier) {
        try {
            int lost = 0;
            for (DeliveryQueue queue : outbox.queues()) {
                lost += queue.giveUp(notifier, "its notifier is no longer configured");
            }
            if (lost > 0) {
                LOG.log(Level.WARNING, "Notifier {0} was removed; mails not sent: {1}", notifier, lost);
            }
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "Notifier {0} was removed; its mails are kept: {1}", notifier, e.getMessage());
        }
    }

    /** Stops within a few seconds. What is queued is sent after the next start. */
    @Override
    public synchronized void close() {
        stop(Map.copyOf(workers));
    }
}
