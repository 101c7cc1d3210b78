package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Moved;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Moves alerts from the fallback outbox to the real one: waiting alerts to be sent from there, sent ones to be recognized
 * there. Messages in flight are moved the next time. Messages without an alert of their own are sent from the fallback
 * outbox.
 */
record FallbackMerge(Outbox from, Outbox to) {

    /** Added to the ends of grace periods, so that they do not expire in the fallback outbox during the move. */
    private static final long FAR_FUTURE = 1L << 60;

    /** Moves all alerts that can be moved, or none if that fails. */
    void run() throws StoreException {
        List<Moved> moved = take();
        try {
            put(moved);
        } catch (StoreException | RuntimeException | Error e) {
            cancel();
            throw e;
        }
        delete(moved);
    }

    private List<Moved> take() throws StoreException {
        return from.store().transaction(sql -> {
            from.deliveries(sql).startMove();
            new AlertRepository(sql).moveGracePeriods(FAR_FUTURE);
            return from.deliveries(sql).moved();
        });
    }

    private void cancel() throws StoreException {
        from.store().transaction(sql -> {
            from.deliveries(sql).cancelMove();
            new AlertRepository(sql).moveGracePeriods(-FAR_FUTURE);
            return null;
        });
    }

    private void delete(List<Moved> moved) throws StoreException {
        from.store().transaction(sql -> {
            for (Moved one : moved) {
                new AlertRepository(sql).delete(one.id());
                from.deliveries(sql).delete(one.message());
            }
            return null;
        });
    }

    void put(List<Moved> moved) throws StoreException {
        // Several alerts may have been sent in one message.
        Set<Long> counted = new HashSet<>();
        to.transaction((sql, counters, routing) -> {
            for (Moved one : moved) {
                Optional<Long> id = to.add(sql, one.alert(), counters);
                if (id.isEmpty()) {
                    continue;
                }
                if (one.isUndecided()) {
                    routing.route(id.get(), one.alert());
                } else if (one.suppressed() != null) {
                    routing.suppress(id.get(), one.alert(), one.suppressed());
                } else {
                    add(sql, id.get(), one);
                    if (counted.add(one.message())) {
                        String state = one.state().name();
                        counters.add(Counter.SENT, one.alert().notifier(), state.equals("sent") ? 1 : 0);
                        counters.add(Counter.FAILED, one.alert().notifier(), state.equals("failed") ? 1 : 0);
                    }
                }
            }
            return null;
        });
    }

    private void add(Sql sql, long id, Moved moved) throws SQLException {
        DeliveryRepository deliveries = to.deliveries(sql);
        String key = Digest.of(moved.alert().hostLabel(), moved.alert().event().actorId());
        long message = deliveries.add(moved.alert().notifier(), key, to.now());
        new AlertRepository(sql).setMessage(id, message);
        deliveries.setState(message, moved.state());
    }
}
