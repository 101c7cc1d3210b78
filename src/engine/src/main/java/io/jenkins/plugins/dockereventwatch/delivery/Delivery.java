package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Brings alerts to their notifiers, by way of the outbox: what was submitted outlives the program, is sent once, in
 * order for each container, and tried again with growing pauses. A slow server holds up its own notifier only.
 *
 * <p>Several watchers of the same hosts that share a state send each alert once between them.
 */
public final class Delivery implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Delivery.class.getName());
    private static final Duration LONGEST_STOP = Duration.ofSeconds(1);

    // What guards what: Entrance, Recorder, Outlets and Changes each guard their own state by their own lock. Within
    // it they take at most that of a part of their own (Room, Outlet, OutletSignals), and never wait for the database.
    private final Store store;
    private final boolean ownStore;
    private final FallbackOutbox outbox;
    private final OutboxWriter recorder;
    private final WatcherLease presence;
    private final NotifierWorkers outlets;
    private final AdmissionControl entrance;
    private final DeliveryStatus standing;
    private final ChangeSignal changes = new ChangeSignal();
    private final ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "docker-event-watch upkeep");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Held while notifiers are replaced, over all of it, so that none comes back before what waited for it was given up.
     * Nothing that must not wait for a server takes it.
     */
    private final Object replacing = new Object();

    private volatile boolean followContainers;

    /**
     * Starts it with a state.
     *
     * @param store what outlives the program; stays the caller's, to be closed after this
     * @param notifiers where alerts can go, by name
     * @param clock the time of messages and delays; its zone is the zone of times in messages
     * @param retry when what could not be sent is tried again
     * @param times how long servers may take
     * @throws StoreException if the state cannot be written
     */
    public Delivery(
            Store store, Map<String, Notifier> notifiers, Clock clock, RetryPolicy retry, TransportTimeouts times)
            throws StoreException {
        this(store, false, notifiers, clock, retry, times);
    }

    /** Starts it without a state: what waits when it is closed is lost. */
    public static Delivery inMemory(
            Map<String, Notifier> notifiers, Clock clock, RetryPolicy retry, TransportTimeouts times) {
        try {
            return new Delivery(Store.open(new StateLocation.Memory()), true, notifiers, clock, retry, times);
        } catch (StoreException e) {
            throw new IllegalStateException("a state in memory", e);
        }
    }

    private Delivery(
            Store store,
            boolean ownStore,
            Map<String, Notifier> notifiers,
            Clock clock,
            RetryPolicy retry,
            TransportTimeouts times)
            throws StoreException {
        this.store = store;
        this.ownStore = ownStore;
        String watcher = UUID.randomUUID().toString();
        this.presence = new WatcherLease(store, watcher);
        presence.begin();
        this.entrance = new AdmissionControl(!store.isDurable());
        this.outbox = new FallbackOutbox(store, watcher, clock, entrance::leave, this::wake);
        this.outlets = new NotifierWorkers(
                notifier -> new NotifierWorker(notifier, clock, retry, times, outbox::dispatches, this::finished));
        this.recorder = new OutboxWriter(outbox::record, changes::happened);
        this.standing = new DeliveryStatus(entrance, recorder, outbox, outlets, changes);
        replaceNotifiers(notifiers);
        OutboxMaintenance work = new OutboxMaintenance(outbox, presence, clock);
        long interval = WatcherLease.INTERVAL.toMillis();
        upkeep.scheduleWithFixedDelay(work::run, interval, interval, TimeUnit.MILLISECONDS);
        upkeep.scheduleWithFixedDelay(standing::findRoom, interval, interval, TimeUnit.MILLISECONDS);
    }

    /**
     * Replaces the notifiers. What waits for one that stays goes on with its new settings, at once; what waits for one
     * that is gone is given up, and said so, unless other watchers share the state. Waits a moment for what is being sent
     * to one that is gone, which then is not given up.
     */
    public void replaceNotifiers(Map<String, Notifier> notifiers) {
        synchronized (replacing) {
            Map<String, NotifierWorker> gone = outlets.replace(notifiers);
            outlets.end(gone.values(), LONGEST_STOP);
            gone.keySet().forEach(this::giveUp);
        }
    }

    /** Replaces how alerts go out: from now on, what is recorded already stays as it is. */
    public void replaceHandlings(NotificationPolicies handlings) {
        followContainers = handlings.followContainers();
        outbox.replaceHandlings(handlings);
    }

    private void giveUp(String notifier) {
        if (store.isShared()) {
            return;
        }
        int lost = 0;
        try {
            for (DeliveryQueue dispatch : outbox.dispatches()) {
                lost += dispatch.giveUp(notifier, "its notifier is no longer configured");
            }
        } catch (StoreException e) {
            LOG.log(
                    Level.WARNING,
                    "notifier {0} is gone, and what waits for it is kept: {1}",
                    notifier,
                    e.getMessage());
        }
        outlets.gaveUp(lost);
        if (lost > 0) {
            LOG.log(Level.WARNING, "notifier {0}: stopped; alerts not sent: {1}", notifier, lost);
        }
    }

    /** Takes an alert over; never waits for a server, and for a disk only where that has fallen far behind. */
    public void submit(Alert alert) {
        if (entrance.enter(alert, outlets.has(alert.notifier()))) {
            recorder.submit(new OutboxEntry.Due(alert));
        }
    }

    private void finished(PendingMessage parcel) {
        parcel.alerts().forEach(entrance::leave);
        changes.happened();
    }

    /** How far a host is dealt with: for its watch to go on from there, and to say how far it got. */
    public HostCursor cursor(String hostLabel) {
        return new OutboxCursor(hostLabel, outbox.outbox(), recorder, () -> followContainers);
    }

    private void wake() {
        outlets.wake();
    }

    /** How it stands, over all notifiers, since the start. */
    public DeliveryStatistics statistics() {
        return standing.statistics();
    }

    /** The notifiers whose messages do not get there, for now or at all, by name; what the state cannot tell is left out. */
    public List<DeliveryProblem> troubles() {
        return standing.troubles();
    }

    /** What is the matter with the state, in plain words; empty: nothing. */
    public Optional<String> trouble() {
        return Optional.ofNullable(outbox.trouble());
    }

    /**
     * Waits until nothing waits any more.
     *
     * @return false if something still waits after {@code patience}
     */
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        return standing.awaitIdle(patience);
    }

    /** Does at once what is due by now, which is otherwise done every second. */
    void tick() throws StoreException {
        outbox.tick();
        standing.findRoom();
    }

    /** Whether all that is due by now has been dealt with. */
    boolean isSettled() throws StoreException {
        return recorder.isIdle() && outbox.outbox().due() == 0;
    }

    /** Ends it within a few seconds; says in the log what was not sent. */
    @Override
    public void close() {
        outbox.stop();
        recorder.close();
        Set<String> names = outlets.notifiers();
        outlets.end(outlets.replace(Map.of()).values(), LONGEST_STOP);
        end(upkeep);
        try {
            long left = outbox.waiting(names) + recorder.waiting();
            if (left > 0) {
                LOG.log(
                        Level.WARNING,
                        store.isDurable()
                                ? "stopped; alerts that wait for the next start: {0}"
                                : "stopped; alerts not sent: {0}",
                        left);
            }
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "stopped; how many alerts wait is not known: {0}", e.getMessage());
        }
        outbox.close();
        if (ownStore) {
            store.close();
        } else {
            presence.end();
        }
    }

    /** Without interrupting it: that would close a file it writes. */
    private static void end(ScheduledExecutorService upkeep) {
        upkeep.shutdown();
        try {
            upkeep.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
