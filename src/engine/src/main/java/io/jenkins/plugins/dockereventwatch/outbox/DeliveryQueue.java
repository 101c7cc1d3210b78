package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What waits in the outbox on its way out. A watcher claims what it sends, so that of several only one does; what a
 * watcher that died had claimed is anyone's. Before a message is sent it is marked, so that after a crash exactly that
 * one is known to be in doubt.
 */
public final class DeliveryQueue {

    private static final int LONGEST_TROUBLE = 1000;

    private final Store store;
    private final String watcher;
    private final Clock clock;

    /**
     * Prepares it.
     *
     * @param watcher tells this watcher from all others, over its whole life
     */
    public DeliveryQueue(Store store, String watcher, Clock clock) {
        this.store = store;
        this.watcher = watcher;
        this.clock = clock;
    }

    /** Claims what is due for a notifier: of each lane the first, what was due first before the rest. */
    public List<PendingMessage> claim(String notifier, int most) throws StoreException {
        return store.transaction(
                connection -> new Claim(new Sql(connection), watcher, clock.millis(), notifier).take(most));
    }

    /** Marks that a message is being sent; false if another watcher has taken it over. */
    public boolean begin(PendingMessage parcel) throws StoreException {
        return update(
                "update delivery set in_flight = true, attempts = attempts + 1 where id = ? and owner = ? and state ="
                        + " 'waiting'",
                parcel.id(),
                watcher);
    }

    /** Marks that a message has got there. */
    public boolean sent(PendingMessage parcel, String notifier) throws StoreException {
        return finish(parcel, "sent", null, Counter.SENT, notifier);
    }

    /** Marks that a message never will get there. */
    public boolean failed(PendingMessage parcel, String notifier, String trouble) throws StoreException {
        return finish(parcel, "failed", SafeText.abbreviate(trouble, LONGEST_TROUBLE), Counter.FAILED, notifier);
    }

    private boolean finish(PendingMessage parcel, String state, String trouble, Counter counted, String notifier)
            throws StoreException {
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            int finished = sql.update(
                    "update delivery set state = ?, trouble = ?, in_flight = false, owner = null, finished_at = ?"
                            + " where id = ? and owner = ?",
                    state,
                    trouble,
                    clock.millis(),
                    parcel.id(),
                    watcher);
            if (finished > 0) {
                CounterBatch tally = new CounterBatch(sql);
                tally.add(counted, notifier, finished);
                tally.write();
            }
            return finished > 0;
        });
    }

    /**
     * A failed attempt to send a message.
     *
     * @param error the reason, for people
     * @param uncertain whether the message may have been delivered
     * @param remaining the recipients that it is still to be sent to; empty: the same as before
     */
    public record Failure(String error, boolean uncertain, List<String> remaining) {}

    /** Puts a message back, to be tried later; null: as soon as the server takes something again, in its old place. */
    public boolean postponed(PendingMessage parcel, Instant due, Failure failure) throws StoreException {
        List<String> left = failure.remaining().isEmpty() ? parcel.recipients() : failure.remaining();
        return update(
                "update delivery set owner = null, in_flight = false, doubtful = ?, recipients = ?, trouble = ?,"
                        + " due_at = coalesce(cast(? as bigint), due_at) where id = ? and owner = ?",
                parcel.doubtful() || failure.uncertain(),
                left.isEmpty() ? null : AlertJson.write(left),
                SafeText.abbreviate(failure.error(), LONGEST_TROUBLE),
                due == null ? null : due.toEpochMilli(),
                parcel.id(),
                watcher);
    }

    /** Lets go of what was claimed and not begun. */
    public void release(List<PendingMessage> parcels) throws StoreException {
        store.transaction(connection -> {
            Sql sql = new Sql(connection);
            for (PendingMessage parcel : parcels) {
                sql.update("update delivery set owner = null where id = ? and owner = ?", parcel.id(), watcher);
            }
            return null;
        });
    }

    /** Makes all that waits for a notifier due at once, in its old order, since its settings have changed. */
    public void hasten(String notifier) throws StoreException {
        update(
                "update delivery set due_at = created_at where notifier = ? and state = 'waiting' and attempts > 0"
                        + " and due_at > ?",
                Outbox.label(notifier),
                clock.millis());
    }

    /** Gives up all that waits for a notifier; returns how much that is. */
    public int giveUp(String notifier, String why) throws StoreException {
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            int given = sql.update(
                    "update delivery set state = 'failed', owner = null, finished_at = ?, trouble = ?"
                            + " where notifier = ? and state = 'waiting'",
                    clock.millis(),
                    why,
                    Outbox.label(notifier));
            CounterBatch tally = new CounterBatch(sql);
            tally.add(Counter.FAILED, notifier, given);
            tally.write();
            return given;
        });
    }

    /** Which notifiers' messages do not get there. */
    public List<DeliveryProblem> troubles(Collection<String> notifiers) throws StoreException {
        return new DeliveryProblems(store).of(notifiers);
    }

    private boolean update(String statement, Object... arguments) throws StoreException {
        return store.transaction(connection -> new Sql(connection).update(statement, arguments) > 0);
    }
}
