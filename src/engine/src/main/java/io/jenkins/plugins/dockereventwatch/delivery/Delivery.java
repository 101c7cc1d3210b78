package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouterFactory;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.outbox.AlertSource;
import io.jenkins.plugins.dockereventwatch.outbox.CursorUpdate;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryProblem;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Queue;
import io.jenkins.plugins.dockereventwatch.outbox.FallbackOutbox;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxCursor;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxEntry;
import io.jenkins.plugins.dockereventwatch.outbox.OutboxWriter;
import io.jenkins.plugins.dockereventwatch.outbox.WatcherRepository;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Delivers alerts to notifiers through the outbox: each alert is sent once, in order for each container, with retries,
 * also after a restart. Each notifier has its own worker, so that a slow server delays its own messages only. Watchers that
 * share a state send each alert once between them. Thread-safe.
 */
public final class Delivery implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Delivery.class.getName());
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    private final Store store;
    private final WatcherRepository lease;
    private final AdmissionControl admission;
    private final DeliveryStatus status;
    private final WorkerErrors errors = new WorkerErrors();
    private final AlertRouterFactory routers = new AlertRouterFactory(NotificationPolicies.EACH);
    private final FallbackOutbox outbox;
    private final OutboxWriter writer;
    private final OutboxMaintenance maintenance;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "docker-event-watch outbox maintenance");
        thread.setDaemon(true);
        return thread;
    });

    private final NotifierWorkers workers;

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
        this.store = store;
        String watcher = UUID.randomUUID().toString();
        this.lease = new WatcherRepository(store, watcher);
        lease.acquire();
        this.admission = new AdmissionControl(!store.isDurable());
        this.status = new DeliveryStatus(admission);
        this.outbox = new FallbackOutbox(store, watcher, clock, routers);
        this.workers = new NotifierWorkers(
                outbox::queues, new NotifierWorkers.Sending(clock, retry, timeouts), status, errors);
        this.writer = new OutboxWriter(this::record, status::signalChange, errors);
        this.maintenance = new OutboxMaintenance(outbox, lease, routers, clock, errors, this::afterMaintenance);
        workers.replace(notifiers);
        long interval = WatcherRepository.INTERVAL.toMillis();
        scheduler.scheduleWithFixedDelay(maintenance::run, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** Replaces the notifiers, see {@link NotifierWorkers#replace}. */
    public void replaceNotifiers(Map<String, Notifier> notifiers) {
        workers.replace(notifiers);
    }

    /** Replaces the notification policies for alerts that are recorded from now on. */
    public void replacePolicies(NotificationPolicies policies) {
        routers.replacePolicies(policies);
    }

    /** Accepts or rejects an alert. Never waits for a server, and for a disk only if far too many alerts are unwritten. */
    public void submit(Alert alert) {
        if (!workers.contains(alert.notifier())) {
            LOG.log(
                    Level.WARNING,
                    "notifier {0}: alert not sent, because the notifier is no longer configured",
                    alert.notifier());
            status.addFailed(1);
        } else if (admission.admit(alert)) {
            writer.submit(new OutboxEntry.NewAlert(alert));
        } else {
            status.addFailed(1);
        }
    }

    /**
     * Records the alerts of a source in the state.
     *
     * @throws StoreException if the state is unavailable; then nothing is recorded
     */
    public void record(AlertSource source) throws StoreException {
        outbox.outbox().record(source);
        workers.wake();
    }

    /** Returns the cursor of a host, which is stored together with its alerts. */
    public HostCursor cursor(String hostLabel) {
        return new OutboxCursor(hostLabel, outbox.outbox(), writer);
    }

    /** Returns the numbers since the start. If the state is unavailable, messages in it are counted as of before. */
    public DeliveryStatistics statistics() {
        // Read in this order, an alert that is written meanwhile is counted twice rather than not at all.
        DeliveryStatistics finished = status.finished();
        long unwritten = writer.waiting();
        try {
            lastWaiting = outbox.waiting(workers.names());
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "Cannot count waiting messages", e);
        }
        return finished.plus(new DeliveryStatistics(0, 0, lastWaiting + unwritten));
    }

    /** Returns the notifiers whose messages cannot be delivered, by name; empty if the state is unavailable. */
    public List<DeliveryProblem> notifierProblems() {
        List<String> names = workers.names().stream().sorted().toList();
        List<DeliveryProblem> problems = new ArrayList<>();
        try {
            for (Queue queue : outbox.queues()) {
                problems.addAll(queue.problems(names));
            }
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "Cannot read delivery problems", e);
        }
        return problems;
    }

    /** Returns why the state cannot be used at present, for people; empty if there is no problem. */
    public Optional<String> stateError() {
        return outbox.error();
    }

    /** Returns the unexpected errors of threads that have not recovered yet, by thread. */
    public Map<String, String> errors() {
        return errors.current();
    }

    /** Waits until no message is waiting. Returns false after a timeout. */
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        return status.await(this::isIdle, timeout);
    }

    private boolean isIdle() {
        try {
            return writer.isIdle() && !outbox.anyWaiting(workers.names());
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "Cannot count waiting messages", e);
            return false;
        }
    }

    private void record(List<OutboxEntry> entries, Map<String, CursorUpdate> updates) throws StoreException {
        outbox.record(entries, updates).forEach(admission::release);
        workers.wake();
    }

    private synchronized void afterMaintenance() throws StoreException {
        workers.wake();
        admission.recount(writer, outbox.outbox());
    }

    /** Does now what is otherwise done every second. */
    void tick() throws StoreException {
        outbox.sendDue();
        afterMaintenance();
    }

    /** Returns whether everything that is due by now has been sent. */
    boolean isSettled() throws StoreException {
        return writer.isIdle() && outbox.outbox().countDue() == 0;
    }

    /** Stops within a few seconds and logs the number of messages that were not sent. */
    @Override
    public void close() {
        writer.close();
        Set<String> names = workers.names();
        workers.close();
        stopMaintenance();
        logWaiting(names);
        outbox.close();
        lease.release();
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
