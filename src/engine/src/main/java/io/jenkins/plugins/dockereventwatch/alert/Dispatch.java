package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What waits in the outbox on its way out. A watcher claims what it sends, so that of several only one does; what a
 * watcher that died had claimed is anyone's. Before a message is sent it is marked, so that after a crash exactly that
 * one is known to be in doubt.
 */
final class Dispatch {

    private static final int LONGEST_TROUBLE = 1000;

    private final Store store;
    private final String watcher;
    private final Clock clock;

    /**
     * Prepares it.
     *
     * @param watcher tells this watcher from all others, over its whole life
     */
    Dispatch(Store store, String watcher, Clock clock) {
        this.store = store;
        this.watcher = watcher;
        this.clock = clock;
    }

    /** Claims what is due for a notifier: of each lane the first, the oldest first. */
    List<Parcel> claim(String notifier, int most) throws StoreException {
        String label = Outbox.label(notifier);
        // What only gathers companions holds up nothing; what is tried again does.
        long now = clock.millis();
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            List<Long> ids = sql.query(
                    row -> row.getLong(1),
                    "select d.id from delivery d where d.notifier = ? and d.state = 'waiting' and d.due_at <= ?"
                            + " and (d.owner is null or d.owner = ?"
                            + " or not exists (select 1 from watcher w where w.id = d.owner))"
                            + " and not exists (select 1 from delivery e where e.notifier = d.notifier"
                            + " and e.lane = d.lane and e.state = 'waiting' and e.id < d.id"
                            + " and (e.due_at <= ? or e.attempts > 0))"
                            + " order by d.id fetch first " + most + " rows only for update skip locked",
                    label,
                    now,
                    watcher,
                    now);
            List<Parcel> parcels = new ArrayList<>();
            for (long id : ids) {
                // What was on its way when its watcher died may have got there.
                sql.update(
                        "update delivery set owner = ?, doubtful = (doubtful or in_flight), in_flight = false"
                                + " where id = ?",
                        watcher,
                        id);
                parcels.add(parcel(sql, id));
            }
            return parcels;
        });
    }

    private static Parcel parcel(Sql sql, long id) throws SQLException {
        String own = "from alert where delivery = ? or id = (select about from delivery where id = ?)";
        List<Alert> alerts = sql.query(
                row -> AlertJson.read(row.getString(1)),
                "select body " + own + " order by id fetch first " + Parcel.MOST + " rows only",
                id,
                id);
        long total = sql.count("select count(*) " + own, id, id);
        return sql.first(
                        row -> new Parcel(
                                id,
                                Parcel.Kind.valueOf(row.getString(1)),
                                Optional.ofNullable(row.getString(2)),
                                alerts,
                                total,
                                Instant.ofEpochMilli(row.getLong(3)),
                                row.getInt(4),
                                row.getBoolean(5),
                                AlertJson.texts(row.getString(6)),
                                Optional.ofNullable(row.getString(7)).map(NoticeJson::read)),
                        "select kind, headline, created_at, attempts, doubtful, recipients, notice from delivery where id = ?",
                        id)
                .orElseThrow();
    }

    /** Marks that a message is being sent; false if another watcher has taken it over. */
    boolean begin(Parcel parcel) throws StoreException {
        return update(
                "update delivery set in_flight = true, attempts = attempts + 1 where id = ? and owner = ? and state ="
                        + " 'waiting'",
                parcel.id(),
                watcher);
    }

    /** Marks that a message has got there. */
    boolean sent(Parcel parcel, String notifier) throws StoreException {
        return finish(parcel, "sent", null, Count.SENT, notifier);
    }

    /** Marks that a message never will get there. */
    boolean failed(Parcel parcel, String notifier, String trouble) throws StoreException {
        return finish(parcel, "failed", HeaderText.cut(trouble, LONGEST_TROUBLE), Count.FAILED, notifier);
    }

    private boolean finish(Parcel parcel, String state, String trouble, Count counted, String notifier)
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
                Tally tally = new Tally(sql);
                tally.add(counted, notifier, finished);
                tally.write();
            }
            return finished > 0;
        });
    }

    /** Puts a message back, to be tried later. */
    boolean postponed(Parcel parcel, Instant due, DeliveryException why) throws StoreException {
        List<String> left = why.rest().isEmpty() ? parcel.recipients() : why.rest();
        return update(
                "update delivery set owner = null, in_flight = false, doubtful = ?, due_at = ?, recipients = ?, trouble"
                        + " = ? where id = ? and owner = ?",
                parcel.doubtful() || why.isUncertain(),
                due.toEpochMilli(),
                left.isEmpty() ? null : AlertJson.write(left),
                HeaderText.cut(why.getMessage(), LONGEST_TROUBLE),
                parcel.id(),
                watcher);
    }

    /** Lets go of what was claimed and not begun. */
    void release(Parcel parcel) throws StoreException {
        update("update delivery set owner = null where id = ? and owner = ?", parcel.id(), watcher);
    }

    /** Makes all that waits for a notifier due at once, since its settings have changed. */
    void hasten(String notifier) throws StoreException {
        update(
                "update delivery set due_at = ? where notifier = ? and state = 'waiting' and attempts > 0 and due_at > ?",
                clock.millis(),
                Outbox.label(notifier),
                clock.millis());
    }

    /** Gives up all that waits for a notifier; returns how much that is. */
    int giveUp(String notifier, String why) throws StoreException {
        return store.transaction(connection -> {
            Sql sql = new Sql(connection);
            int given = sql.update(
                    "update delivery set state = 'failed', owner = null, finished_at = ?, trouble = ?"
                            + " where notifier = ? and state = 'waiting'",
                    clock.millis(),
                    why,
                    Outbox.label(notifier));
            Tally tally = new Tally(sql);
            tally.add(Count.FAILED, notifier, given);
            tally.write();
            return given;
        });
    }

    /** Which notifiers' messages do not get there. */
    List<DeliveryTrouble> troubles(Collection<String> notifiers) throws StoreException {
        return new DeliveryTroubles(store).of(notifiers);
    }

    private boolean update(String statement, Object... arguments) throws StoreException {
        return store.transaction(connection -> new Sql(connection).update(statement, arguments) > 0);
    }
}
