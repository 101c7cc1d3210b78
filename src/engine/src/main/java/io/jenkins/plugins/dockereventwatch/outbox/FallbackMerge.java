package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import io.jenkins.plugins.dockereventwatch.grouping.AlertRouter;
import io.jenkins.plugins.dockereventwatch.silence.Silences;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Moves alerts from a stand-in to the outbox it stood in for: what waits, so that it is sent from there, and what was
 * sent, so that it is known there. What is being sent right now stays until next time, as do messages that have no alert
 * of their own: those go out from where they are.
 */
final class FallbackMerge {

    private static final String MOVING = "moving";

    /** So much later alerts are due that wait for what becomes of their containers: not before they have moved. */
    private static final long NOT_HERE = 1L << 60;

    private final Outbox from;
    private final Outbox to;

    FallbackMerge(Outbox from, Outbox to) {
        this.from = from;
        this.to = to;
    }

    /**
     * An alert that changes places.
     *
     * @param id its number where it was
     * @param delivery the number there of the message that tells of it; 0: none yet, or it is not sent
     * @param state what became of that message
     * @param unsent why it is not sent; null: it is
     */
    record Kept(long id, long delivery, Alert alert, String state, boolean doubtful, String recipients, String unsent) {

        /** Whether nothing was decided yet, or nothing that cannot be decided again. */
        boolean isOpen() {
            return unsent == null && (delivery == 0 || (state.equals(MOVING) && !doubtful && recipients == null));
        }
    }

    /** Moves all that can be; all of it, or nothing. */
    void run() throws StoreException {
        List<Kept> kept = take();
        try {
            put(kept);
        } catch (StoreException e) {
            untake(kept);
            throw e;
        }
        forget(kept);
    }

    private List<Kept> take() throws StoreException {
        return from.store().transaction(connection -> {
            Sql sql = new Sql(connection);
            sql.update("update delivery set state = 'moving' where state = 'waiting' and not in_flight"
                    + " and exists (select 1 from alert a where a.delivery = delivery.id)");
            sql.update("update alert set held_until = held_until + ?", NOT_HERE);
            return sql.query(
                    row -> new Kept(
                            row.getLong(1),
                            row.getLong(2),
                            AlertJson.read(row.getString(3)),
                            row.getString(4),
                            row.getBoolean(5),
                            row.getString(6),
                            row.getString(7)),
                    "select a.id, d.id, a.body, d.state, d.doubtful, d.recipients, a.unsent from alert a"
                            + " left join delivery d on d.id = a.delivery"
                            + " where a.delivery is null or d.state <> 'waiting' order by a.id");
        });
    }

    private void untake(List<Kept> kept) throws StoreException {
        from.store().transaction(connection -> {
            Sql sql = new Sql(connection);
            for (Kept one : kept) {
                sql.update("update delivery set state = 'waiting' where id = ? and state = 'moving'", one.delivery);
            }
            return sql.update("update alert set held_until = held_until - ?", NOT_HERE);
        });
    }

    /** What a message that waits is about stays with it. */
    private void forget(List<Kept> kept) throws StoreException {
        from.store().transaction(connection -> {
            Sql sql = new Sql(connection);
            for (Kept one : kept) {
                sql.update(
                        "delete from alert where id = ? and id not in (select about from delivery"
                                + " where state = 'waiting' and about is not null)",
                        one.id);
                sql.update("delete from delivery where id = ?", one.delivery);
            }
            return null;
        });
    }

    /** Takes in what was taken elsewhere; what was sent there is not sent again. */
    void put(List<Kept> kept) throws StoreException {
        Silences silenced = to.silences();
        to.store().transaction(connection -> {
            Sql sql = new Sql(connection);
            CounterBatch tally = new CounterBatch(sql);
            AlertRouter routing = to.routing(sql, silenced, tally);
            // Several alerts may have gone out in one message.
            Set<Long> counted = new HashSet<>();
            for (Kept one : kept) {
                Optional<Long> id = to.add(sql, one.alert, tally);
                if (id.isEmpty()) {
                    continue;
                }
                if (one.isOpen()) {
                    routing.route(id.get(), one.alert);
                } else if (one.unsent != null) {
                    routing.unsent(id.get(), one.alert, one.unsent);
                } else {
                    add(sql, id.get(), one);
                    if (counted.add(one.delivery)) {
                        tally.add(Counter.SENT, one.alert.notifier(), one.state.equals("sent") ? 1 : 0);
                        tally.add(Counter.FAILED, one.alert.notifier(), one.state.equals("failed") ? 1 : 0);
                    }
                }
            }
            tally.write();
            return null;
        });
    }

    private void add(Sql sql, long id, Kept kept) throws SQLException {
        long now = to.now();
        DeliveryRepository deliveries = new DeliveryRepository(sql, now);
        String lane = Digest.of(kept.alert.hostLabel(), kept.alert.event().actorId());
        long delivery = deliveries.add(Outbox.label(kept.alert.notifier()), lane, now);
        deliveries.attach(id, delivery);
        boolean waits = kept.state.equals(MOVING);
        sql.update(
                "update delivery set state = ?, doubtful = ?, recipients = ?, finished_at = ? where id = ?",
                waits ? "waiting" : kept.state,
                kept.doubtful,
                kept.recipients,
                waits ? null : now,
                delivery);
    }
}
