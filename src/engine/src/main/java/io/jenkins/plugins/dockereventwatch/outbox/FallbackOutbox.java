package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An outbox that goes on in memory while its disk is full or gone, and puts what it took there in its place afterwards.
 * A database that several watchers share has no such stand-in, since each would send what all of them saw: there alerts
 * wait until it is back.
 */
public final class FallbackOutbox implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FallbackOutbox.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final DeliveryQueue dispatch;
    private final String watcher;
    private final Clock clock;
    private final Consumer<Alert> known;
    private final Runnable recorded;

    /** What happened on the way to cursors that could not be written; of the recorder's thread alone. */
    private Map<String, CursorUpdate> owed = Map.of();

    private boolean closing;
    private volatile StandIn standIn;
    private volatile String trouble;

    /** The stand-in and its way out. */
    private record StandIn(Outbox outbox, DeliveryQueue dispatch) {}

    /**
     * Prepares it.
     *
     * @param known gets each alert that turns out to be recorded before
     * @param recorded called after something was recorded
     */
    public FallbackOutbox(Store store, String watcher, Clock clock, Consumer<Alert> known, Runnable recorded) {
        this.outbox = new Outbox(store, clock);
        this.dispatch = new DeliveryQueue(store, watcher, clock);
        this.watcher = watcher;
        this.known = known;
        this.recorded = recorded;
        this.clock = clock;
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Where messages are to be taken from. */
    public List<DeliveryQueue> dispatches() {
        StandIn now = standIn;
        return now == null ? List.of(dispatch) : List.of(dispatch, now.dispatch);
    }

    /** What is the matter with the state; null: nothing. */
    public String trouble() {
        return trouble;
    }

    /** Writes alerts, to the stand-in where it must; cursors only where what they pass is safe. */
    public void record(List<OutboxEntry> observations, Map<String, CursorUpdate> latest) throws InterruptedException {
        Map<String, CursorUpdate> progress = new HashMap<>(owed);
        latest.forEach((host, more) -> progress.merge(host, more, CursorUpdate::and));
        if (observations.isEmpty() && progress.isEmpty() && standIn == null) {
            return;
        }
        for (int failures = 0; ; failures++) {
            try {
                putBack();
                outbox.record(observations, progress).forEach(known);
                owed = Map.of();
                wellAgain();
                break;
            } catch (StoreException e) {
                if (isClosing()) {
                    throw new InterruptedException("stopped");
                }
                troubled(e, failures);
                if (hasStandIn() && recordMeanwhile(observations)) {
                    owed = progress;
                    break;
                }
                pause();
            }
        }
        recorded.run();
    }

    private boolean hasStandIn() {
        return outbox.store().isDurable() && !outbox.store().isShared();
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    private synchronized void pause() throws InterruptedException {
        if (!closing) {
            wait(PAUSE.toMillis());
        }
        if (closing) {
            throw new InterruptedException("stopped");
        }
    }

    /** Gives up what cannot be written for now. */
    public synchronized void stop() {
        closing = true;
        notifyAll();
    }

    private void troubled(StoreException e, int failures) {
        if (trouble == null || (failures > 0 && Integer.bitCount(failures) == 1)) {
            LOG.log(
                    Level.ERROR,
                    "{0}; {1}",
                    e.getMessage(),
                    hasStandIn()
                            ? "the watch goes on in memory, and what it sends may come again if it is stopped meanwhile"
                            : "alerts wait in memory until it is back");
        }
        trouble = e.getMessage();
    }

    private void wellAgain() {
        if (trouble != null) {
            trouble = null;
            LOG.log(
                    Level.INFO,
                    "the state in {0} can be written again",
                    outbox.store().location());
        }
    }

    /** False where there is no stand-in, or it is full. */
    private boolean recordMeanwhile(List<OutboxEntry> observations) {
        try {
            if (standIn == null) {
                Store memory = Store.open(new StateLocation.Memory());
                Outbox meanwhile = new Outbox(memory, clock);
                meanwhile.replaceHandlings(outbox.handlings());
                standIn = new StandIn(meanwhile, new DeliveryQueue(memory, watcher, clock));
            }
            if (standIn.outbox.size() > MemoryBudget.ALERTS) {
                return false;
            }
            standIn.outbox.record(observations, Map.of());
            return true;
        } catch (StoreException e) {
            LOG.log(Level.ERROR, "no stand-in for the state", e);
            return false;
        }
    }

    /** Puts what the stand-in holds into the outbox; what is being sent right now stays until next time. */
    private void putBack() throws StoreException {
        StandIn now = standIn;
        if (now == null) {
            return;
        }
        new FallbackMerge(now.outbox, outbox).run();
        if (now.outbox.size() == 0) {
            standIn = null;
            now.outbox.store().close();
        }
    }

    /** Replaces how alerts go out from now on. */
    public void replaceHandlings(NotificationPolicies handlings) {
        outbox.replaceHandlings(handlings);
        StandIn now = standIn;
        if (now != null) {
            now.outbox.replaceHandlings(handlings);
        }
    }

    /** Does what is due by now; called every second. */
    public void tick() throws StoreException {
        boolean any = outbox.tick();
        StandIn now = standIn;
        if (now != null) {
            any |= now.outbox.tick();
        }
        if (any) {
            recorded.run();
        }
    }

    /** How many messages wait for some notifiers. */
    public long waiting(Collection<String> notifiers) throws StoreException {
        StandIn now = standIn;
        return outbox.waiting(notifiers) + (now == null ? 0 : now.outbox.waiting(notifiers));
    }

    /** Whether a message waits for one of some notifiers. */
    public boolean anyWaits(Collection<String> notifiers) throws StoreException {
        StandIn now = standIn;
        return outbox.anyWaits(notifiers) || (now != null && now.outbox.anyWaits(notifiers));
    }

    @Override
    public void close() {
        StandIn now = standIn;
        if (now != null) {
            now.outbox.store().close();
        }
    }
}
