package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryProblem;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryQueue;
import io.jenkins.plugins.dockereventwatch.outbox.FallbackOutbox;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxCursor;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxEntry;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxWriter;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.outbox.WatcherLease;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Delivers alerts to notifiers through the outbox: each alert is sent once, in order for each container, with retries,
 * also after a restart. Each notifier has its own worker, so that a slow server delays its own messages only. Watchers that
 * share a state send each alert once between them. Thread-safe.
 */
public final class Delivery implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Delivery.class.getName());
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    private final Store store;
    private final boolean ownsStore;
    private final Clock clock;
    private final RetryPolicy retry;
    private final TransportTimeouts timeouts;
    private final WatcherLease lease;
    private final AdmissionControl admission;
    private final DeliveryStatus status = new DeliveryStatus();
    private final AlertRouterFactory routers = new AlertRouterFactory(NotificationPolicies.EACH);
    private final FallbackOutbox outbox;
    private final OutboxWriter writer;
    private final OutboxMaintenance maintenance;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "docker-event-watch outbox maintenance");
        thread.setDaemon(true);
        return thread;
    });

    /** Held while notifiers are replaced, which may wait for a server. No other lock is held when it is taken. */
    private final ReentrantLock replacing = new ReentrantLock();

    private final Map<String, NotifierWorker> workers = new ConcurrentHashMap<>();

    /** The number of messages in the outbox when it was last available. */
    private volatile long lastWaiting;

    /**
     * Starts the delivery.
     *
     * @param store the state; not closed by this
     * @param notifiers the notifiers by name
     * @param clock the time of messages; its zone is the zone of times in messages
     * @param retry when messages are retried that could not be sent
     * @throws StoreException if the state cannot be written
     */
    public Delivery(
            Store store, Map<String, Notifier> notifiers, Clock clock, RetryPolicy retry, TransportTimeouts timeouts)
            throws StoreException {
        this(store, false, notifiers, clock, retry, timeouts);
    }

    /** Starts a delivery without a state: messages that still wait when it is closed are lost. */
    public static Delivery inMemory(
            Map<String, Notifier> notifiers, Clock clock, RetryPolicy retry, TransportTimeouts timeouts) {
        try {
            return new Delivery(Store.open(new StateLocation.Memory()), true, notifiers, clock, retry, timeouts);
        } catch (StoreException e) {
            throw new IllegalStateException("Cannot create a state in memory", e);
        }
    }

    private Delivery(
            Store store,
            boolean ownsStore,
            Map<String, Notifier> notifiers,
            Clock clock,
            RetryPolicy retry,
            TransportTimeouts timeouts)
            throws StoreException {
        this.store = store;
        this.ownsStore = ownsStore;
        this.clock = clock;
        this.retry = retry;
        this.timeouts = timeouts;
        String watcher = UUID.randomUUID().toString();
        this.lease = new WatcherLease(store, watcher);
        lease.acquire();
        this.admission = new AdmissionControl(!store.isDurable());
        this.outbox = new FallbackOutbox(store, watcher, clock, routers, new OutboxListener());
        this.writer = new OutboxWriter(outbox::record, status::signalChange);
        this.maintenance = new OutboxMaintenance(outbox, lease, routers, clock, this::recount);
        replaceNotifiers(notifiers);
        long interval = WatcherLease.INTERVAL.toMillis();
        scheduler.scheduleWithFixedDelay(maintenance::run, interval, interval, TimeUnit.MILLISECONDS);
    }

    /**
     * Replaces the notifiers. Messages of a notifier that stays are sent with its new settings at once. Messages of a
     * removed notifier are given up and logged, unless other watchers share the state. Waits a moment for messages that are
     * being sent to a removed notifier.
     */
    public void replaceNotifiers(Map<String, Notifier> notifiers) {
        replacing.lock();
        try {
            replaceWorkers(notifiers).forEach(this::giveUpWaiting);
        } finally {
            replacing.unlock();
        }
    }

    /** Returns the names of the removed notifiers, whose workers have ended or take longer than the timeout. */
    private Set<String> replaceWorkers(Map<String, Notifier> notifiers) {
        Map<String, NotifierWorker> removed = new HashMap<>(workers);
        removed.keySet().removeAll(notifiers.keySet());
        workers.keySet().removeAll(removed.keySet());
        removed.values().forEach(NotifierWorker::stop);
        notifiers.forEach((name, notifier) ->
                workers.computeIfAbsent(name, added -> start(notifier)).replace(notifier));
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        removed.values().forEach(worker -> worker.join(Duration.ofNanos(deadline - System.nanoTime())));
        return removed.keySet();
    }

    private NotifierWorker start(Notifier notifier) {
        return new NotifierWorker(notifier, clock, retry, timeouts, outbox, new DeliveryListener() {
            @Override
            public void onSent(PendingMessage message) {
                message.alerts().forEach(admission::release);
                status.addSent(1);
            }

            @Override
            public void onGivenUp(PendingMessage message) {
                message.alerts().forEach(admission::release);
                status.addFailed(1);
            }
        });
    }

    private void giveUpWaiting(String notifier) {
        if (store.isShared()) {
            return;
        }
        int lost = 0;
        try {
            for (DeliveryQueue queue : outbox.queues()) {
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

    /** Replaces the notification policies for alerts that are recorded from now on. */
    public void replacePolicies(NotificationPolicies policies) {
        routers.replacePolicies(policies);
    }

    /** Accepts or rejects an alert. Never waits for a server, and for a disk only if far too many alerts are unwritten. */
    public void submit(Alert alert) {
        if (!workers.containsKey(alert.notifier())) {
            LOG.log(
                    Level.WARNING,
                    "notifier {0}: alert not sent, because the notifier is no longer configured",
                    alert.notifier());
            status.addFailed(1);
        } else if (admission.admit(alert)) {
            writer.submit(new OutboxEntry.Due(alert));
        } else {
            status.addFailed(1);
        }
    }

    /** Returns the cursor of a host, which is stored together with its alerts. */
    public HostCursor cursor(String hostLabel) {
        return new OutboxCursor(hostLabel, outbox.outbox(), writer);
    }

    private final class OutboxListener implements FallbackOutbox.Listener {

        @Override
        public void onDuplicate(Alert alert) {
            admission.release(alert);
        }

        @Override
        public void onRecorded() {
            workers.values().forEach(NotifierWorker::wake);
        }
    }

    /** Returns the numbers since the start. If the state is unavailable, messages in it are counted as of before. */
    public DeliveryStatistics statistics() {
        // Read in this order, an alert that is written meanwhile is counted twice rather than not at all.
        DeliveryStatistics finished = status.finished();
        long unwritten = writer.waiting();
        try {
            lastWaiting = outbox.waiting(workers.keySet());
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "Cannot count waiting messages", e);
        }
        return finished.plus(new DeliveryStatistics(0, 0, lastWaiting + unwritten));
    }

    /** Returns the notifiers whose messages cannot be delivered, by name; empty if the state is unavailable. */
    public List<DeliveryProblem> notifierProblems() {
        List<String> names = workers.keySet().stream().sorted().toList();
        List<DeliveryProblem> problems = new ArrayList<>();
        try {
            for (DeliveryQueue queue : outbox.queues()) {
                problems.addAll(queue.problems(names));
            }
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "Cannot read delivery problems", e);
        }
        return problems;
    }

    /** Returns why alerts cannot be recorded or sent at present, for people; empty if there is no problem. */
    public Optional<String> problem() {
        return outbox.error()
                .or(writer::error)
                .or(maintenance::error)
                .or(() -> workers.values().stream()
                        .flatMap(worker -> worker.error().stream())
                        .findFirst());
    }

    /** Waits until no message is waiting. Returns false after a timeout. */
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        return status.await(this::isIdle, timeout);
    }

    private boolean isIdle() {
        try {
            return writer.isIdle() && !outbox.anyWaiting(workers.keySet());
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "Cannot count waiting messages", e);
            return false;
        }
    }

    private void recount() throws StoreException {
        admission.recount(writer, outbox.outbox());
    }

    /** Does now what is otherwise done every second. */
    void tick() throws StoreException {
        outbox.sendDue();
        recount();
    }

    /** Returns whether everything that is due by now has been sent. */
    boolean isSettled() throws StoreException {
        return writer.isIdle() && outbox.outbox().countDue() == 0;
    }

    /** Stops within a few seconds and logs the number of messages that were not sent. */
    @Override
    public void close() {
        writer.close();
        Set<String> names = Set.copyOf(workers.keySet());
        replacing.lock();
        try {
            replaceWorkers(Map.of());
        } finally {
            replacing.unlock();
        }
        stopMaintenance();
        logWaiting(names);
        outbox.close();
        if (ownsStore) {
            store.close();
        } else {
            lease.release();
        }
    }

    /** Does not interrupt the thread, because that would close a file that it is writing. */
    private void stopMaintenance() {
        scheduler.shutdown();
        try {
            scheduler.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void logWaiting(Set<String> notifiers) {
        try {
            long waiting = outbox.waiting(notifiers) + writer.waiting();
            if (waiting > 0) {
                LOG.log(
                        Level.WARNING,
                        store.isDurable()
                                ? "Stopped; messages that will be sent after the next start: {0}"
                                : "Stopped; messages not sent: {0}",
                        waiting);
            }
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "Stopped; the number of waiting messages is unknown: {0}", e.getMessage());
        }
    }
}
