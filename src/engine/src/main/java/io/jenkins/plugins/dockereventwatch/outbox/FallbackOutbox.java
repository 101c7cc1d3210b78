package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.MemoryBudget;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Queue;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An outbox with a fallback in memory, which is used while the disk is full or unavailable and merged into the outbox
 * afterwards. A database that several watchers share has no fallback, because each watcher would send all alerts: there,
 * alerts wait until the database is available.
 */
public final class FallbackOutbox implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FallbackOutbox.class.getName());

    private final Outbox outbox;
    private final String watcher;
    private final Clock clock;
    private final AlertRouting.Factory routing;

    /** Cursor updates that could not be written; used by the writer's thread only. */
    private Map<String, CursorUpdate> unwritten = Map.of();

    /** The fallback; null: not in use. */
    private volatile Outbox fallback;

    private volatile String error;
    private volatile boolean closed;

    /** @param watcher the unique id of this watcher */
    public FallbackOutbox(Store store, String watcher, Clock clock, AlertRouting.Factory routing) {
        this.outbox = new Outbox(store, clock, routing);
        this.watcher = watcher;
        this.clock = clock;
        this.routing = routing;
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Returns the outbox and, if in use, the fallback. */
    private List<Outbox> all() {
        Outbox current = fallback;
        return current == null ? List.of(outbox) : List.of(outbox, current);
    }

    /** Returns the queues of the outbox and, if in use, of the fallback. */
    public List<Queue> queues() {
        return all().stream().map(one -> new Queue(one.store(), watcher, clock)).toList();
    }

    /** Returns the current error of the state; empty if it can be written. */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /**
     * Writes alerts and cursors, or only the alerts to the fallback: a cursor is not written before all alerts that it
     * passes are in the outbox. For one thread.
     *
     * @return the alerts that were ignored because they had already been recorded
     * @throws StoreException if nothing was written; call again with the same arguments
     */
    public List<Alert> record(List<OutboxEntry> entries, Map<String, CursorUpdate> latest) throws StoreException {
        Map<String, CursorUpdate> updates = new HashMap<>(unwritten);
        latest.forEach((host, update) -> updates.merge(host, update, CursorUpdate::and));
        if (entries.isEmpty() && updates.isEmpty() && fallback == null) {
            return List.of();
        }
        try {
            merge();
            List<Alert> known = outbox.record(entries, updates);
            unwritten = Map.of();
            setHealthy();
            return known;
        } catch (StoreException e) {
            if (closed) {
                throw e;
            }
            setError(e);
            if (!hasFallback() || !recordInMemory(entries)) {
                throw e;
            }
            unwritten = updates;
            return List.of();
        }
    }

    private boolean hasFallback() {
        return outbox.store().isDurable() && !outbox.store().isShared();
    }

    private void setError(StoreException e) {
        if (error == null) {
            LOG.log(
                    Level.ERROR,
                    "{0}; {1}",
                    e.getMessage(),
                    hasFallback()
                            ? "continuing in memory; messages may be sent twice if the program ends before the state"
                                    + " is available"
                            : "alerts wait in memory until the state is available");
        }
        error = e.getMessage();
    }

    private void setHealthy() {
        if (error != null) {
            error = null;
            LOG.log(
                    Level.INFO,
                    "The state in {0} is available again",
                    outbox.store().location());
        }
    }

    /** Returns false if there is no fallback or it is full. */
    private boolean recordInMemory(List<OutboxEntry> entries) {
        try {
            if (fallback == null) {
                fallback = new Outbox(Store.open(new StateLocation.Memory()), clock, routing.forFallback());
            }
            if (fallback.size() > MemoryBudget.ALERTS) {
                return false;
            }
            fallback.record(entries, Map.of());
            return true;
        } catch (StoreException e) {
            LOG.log(Level.ERROR, "Cannot record alerts in memory", e);
            return false;
        }
    }

    /** Moves alerts from the fallback to the outbox; messages in flight remain until the next call. */
    private void merge() throws StoreException {
        Outbox current = fallback;
        if (current != null) {
            new FallbackMerge(current, outbox).run();
            if (current.size() == 0) {
                fallback = null;
                current.store().close();
            }
        }
    }

    /** Creates the messages that are due by now. To be called every second. */
    public void sendDue() throws StoreException {
        try {
            outbox.sendDue();
        } finally {
            Outbox current = fallback;
            if (current != null) {
                current.sendDue();
            }
        }
    }

    public long waiting(Collection<String> notifiers) throws StoreException {
        long waiting = 0;
        for (Outbox one : all()) {
            waiting += one.waiting(notifiers);
        }
        return waiting;
    }

    public boolean anyWaiting(Collection<String> notifiers) throws StoreException {
        Outbox current = fallback;
        return outbox.anyWaiting(notifiers) || (current != null && current.anyWaiting(notifiers));
    }

    @Override
    public void close() {
        closed = true;
        Outbox current = fallback;
        if (current != null) {
            current.store().close();
        }
    }
}
