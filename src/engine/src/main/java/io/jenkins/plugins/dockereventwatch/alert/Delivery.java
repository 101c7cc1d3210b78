package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
    private static final Duration LOOK = Duration.ofMillis(5);

    /** What tells whether a container lives and is well. */
    private static final Set<String> LIVES =
            Set.of("start", "die", "health_status: healthy", "health_status: unhealthy");

    private final Store store;
    private final boolean ownStore;
    private final Composer composer;
    private final RetryPolicy retry;
    private final ChannelTimes times;
    private final FallbackOutbox outbox;
    private final Recorder recorder;
    private final Presence presence;
    private final Room room = new Room();
    private volatile boolean followContainers;
    private final ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "docker-event-watch upkeep");
        thread.setDaemon(true);
        return thread;
    });

    /** Guarded by this, as all that follows. */
    private final Map<String, Outlet> outlets = new HashMap<>();

    private DeliveryStatistics ended = new DeliveryStatistics(0, 0, 0);
    private boolean overflowing;

    /** As of the last time it could be asked. */
    private volatile long waiting;

    /**
     * Starts it with a state.
     *
     * @param store what outlives the program; stays the caller's, to be closed after this
     * @param notifiers where alerts can go, by name
     * @param composer makes the messages; all times are by its clock
     * @param retry when what could not be sent is tried again
     * @param times how long servers may take
     * @throws StoreException if the state cannot be written
     */
    public Delivery(
            Store store, Map<String, Notifier> notifiers, Composer composer, RetryPolicy retry, ChannelTimes times)
            throws StoreException {
        this(store, false, notifiers, composer, retry, times);
    }

    /** Starts it without a state: what waits when it is closed is lost. */
    public static Delivery inMemory(
            Map<String, Notifier> notifiers, Composer composer, RetryPolicy retry, ChannelTimes times) {
        try {
            return new Delivery(Store.open(new StateLocation.Memory()), true, notifiers, composer, retry, times);
        } catch (StoreException e) {
            throw new IllegalStateException("a state in memory", e);
        }
    }

    private Delivery(
            Store store,
            boolean ownStore,
            Map<String, Notifier> notifiers,
            Composer composer,
            RetryPolicy retry,
            ChannelTimes times)
            throws StoreException {
        this.store = store;
        this.ownStore = ownStore;
        this.composer = composer;
        this.retry = retry;
        this.times = times;
        String watcher = UUID.randomUUID().toString();
        this.presence = new Presence(store, watcher);
        presence.begin();
        this.outbox = new FallbackOutbox(store, watcher, composer.clock(), this::leave, this::wake);
        this.recorder = new Recorder(outbox::record);
        replaceNotifiers(notifiers);
        Upkeep work = new Upkeep(outbox, presence, composer.clock());
        long interval = Presence.INTERVAL.toMillis();
        upkeep.scheduleWithFixedDelay(work::run, interval, interval, TimeUnit.MILLISECONDS);
    }

    /**
     * Replaces the notifiers. What waits for one that stays goes on with its new settings, at once; what waits for one
     * that is gone is given up, and said so, unless other watchers share the state.
     */
    public synchronized void replaceNotifiers(Map<String, Notifier> notifiers) {
        outlets.entrySet().removeIf(entry -> {
            boolean gone = !notifiers.containsKey(entry.getKey());
            if (gone) {
                entry.getValue().close();
                count(entry.getValue());
                giveUp(entry.getKey());
            }
            return gone;
        });
        notifiers.forEach((name, notifier) -> {
            Outlet outlet = outlets.get(name);
            if (outlet == null) {
                outlets.put(name, new Outlet(notifier, composer, retry, times, outbox::dispatches, this::finished));
            } else {
                outlet.replace(notifier);
            }
        });
    }

    /** Replaces how alerts go out: from now on, what is recorded already stays as it is. */
    public void replaceHandlings(Handlings handlings) {
        followContainers = handlings.followContainers();
        outbox.replaceHandlings(handlings);
    }

    private void count(Outlet outlet) {
        ended = ended.plus(new DeliveryStatistics(outlet.delivered(), outlet.failed(), 0));
    }

    private void giveUp(String notifier) {
        if (store.isShared()) {
            return;
        }
        int lost = 0;
        try {
            for (Dispatch dispatch : outbox.dispatches()) {
                lost += dispatch.giveUp(notifier, "its notifier is no longer configured");
            }
        } catch (StoreException e) {
            LOG.log(
                    Level.WARNING,
                    "notifier {0} is gone, and what waits for it is kept: {1}",
                    notifier,
                    e.getMessage());
        }
        ended = ended.plus(new DeliveryStatistics(0, lost, 0));
        if (lost > 0) {
            LOG.log(Level.WARNING, "notifier {0}: stopped; alerts not sent: {1}", notifier, lost);
        }
    }

    /** Takes an alert over; never waits for a server, and for a disk only where that has fallen far behind. */
    public void submit(Alert alert) {
        synchronized (this) {
            if (!outlets.containsKey(alert.notifier())) {
                LOG.log(
                        Level.WARNING,
                        "an alert is dropped: its notifier {0} is no longer configured",
                        alert.notifier());
                ended = ended.plus(new DeliveryStatistics(0, 1, 0));
                return;
            }
            if (!store.isDurable() && !enter(alert)) {
                return;
            }
        }
        recorder.submit(new Observation.Due(alert));
    }

    /** Memory alone is bounded: what does not fit is counted and said. */
    private boolean enter(Alert alert) {
        boolean in = room.enter(alert);
        if (!in) {
            ended = ended.plus(new DeliveryStatistics(0, 1, 0));
            if (!overflowing) {
                LOG.log(
                        Level.ERROR,
                        "notifier {0}: {1} alerts wait already; further ones are dropped until some are sent",
                        alert.notifier(),
                        room.size());
            }
        }
        overflowing = !in;
        return in;
    }

    private void finished(Parcel parcel) {
        parcel.alerts().forEach(this::leave);
    }

    private void leave(Alert alert) {
        if (!store.isDurable()) {
            room.leave(alert);
        }
    }

    /** How far a host is dealt with: for its watch to go on from there, and to say how far it got. */
    public HostCursor cursor(String hostLabel) {
        return new HostCursor() {
            @Override
            public Optional<Stored> stored() throws IOException {
                return outbox.outbox().cursor(hostLabel);
            }

            @Override
            public void reached(Instant time) {
                recorder.reached(hostLabel, time);
            }

            @Override
            public void hold(DockerEvent event) {
                recorder.hold(hostLabel, event.timeNano());
            }

            @Override
            public void letGo(DockerEvent event) {
                recorder.letGo(hostLabel, event.timeNano());
            }

            @Override
            public void passed(DockerEvent event) {
                recorder.passed(hostLabel, event.timeNano());
            }

            @Override
            public void gap() {
                recorder.gap(hostLabel);
            }

            @Override
            public void saw(DockerEvent event) {
                if (followContainers && LIVES.contains(event.action())) {
                    recorder.submit(new Observation.Life(hostLabel, event));
                }
            }
        };
    }

    private synchronized void wake() {
        outlets.values().forEach(Outlet::wake);
    }

    /** How it stands, over all notifiers, since the start. */
    public DeliveryStatistics statistics() {
        DeliveryStatistics sum;
        Set<String> notifiers;
        synchronized (this) {
            sum = ended;
            for (Outlet outlet : outlets.values()) {
                sum = sum.plus(new DeliveryStatistics(outlet.delivered(), outlet.failed(), 0));
            }
            notifiers = Set.copyOf(outlets.keySet());
        }
        // Asked first: what is written meanwhile counts twice rather than not at all.
        long unwritten = recorder.waiting();
        try {
            waiting = outbox.waiting(notifiers);
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "how much waits is not known for now", e);
        }
        return sum.plus(new DeliveryStatistics(0, 0, waiting + unwritten));
    }

    /** The notifiers whose messages do not get there, for now or at all, by name; what the state cannot tell is left out. */
    public List<DeliveryTrouble> troubles() {
        List<String> notifiers;
        synchronized (this) {
            notifiers = outlets.keySet().stream().sorted().toList();
        }
        List<DeliveryTrouble> troubles = new ArrayList<>();
        try {
            for (Dispatch dispatch : outbox.dispatches()) {
                troubles.addAll(dispatch.troubles(notifiers));
            }
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "what cannot be delivered is not known for now", e);
        }
        return troubles;
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
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isIdle()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return true;
    }

    private boolean isIdle() {
        Set<String> notifiers;
        synchronized (this) {
            notifiers = Set.copyOf(outlets.keySet());
        }
        try {
            return recorder.isIdle() && outbox.waiting(notifiers) == 0;
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "how much waits is not known for now", e);
            return false;
        }
    }

    /** Does at once what is due by now, which is otherwise done every second. */
    void tick() throws StoreException {
        outbox.tick();
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
        List<Outlet> ending = ending();
        long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        ending.forEach(outlet -> outlet.join(Duration.ofNanos(deadline - System.nanoTime())));
        end(upkeep);
        Set<String> names = names();
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

    private synchronized Set<String> names() {
        Set<String> names = Set.copyOf(outlets.keySet());
        outlets.values().forEach(this::count);
        outlets.clear();
        return names;
    }

    private synchronized List<Outlet> ending() {
        outlets.values().forEach(Outlet::stop);
        return List.copyOf(outlets.values());
    }
}
