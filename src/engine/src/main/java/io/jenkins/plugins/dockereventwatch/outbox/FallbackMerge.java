package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Moved;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.store.Transaction;
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
            cancel(moved);
            throw e;
        }
        delete(moved);
    }

    private List<Moved> take() throws StoreException {
        return from.store().transaction(transaction -> {
            from.deliveries(transaction).startMove();
            new AlertRepository(transaction).moveGracePeriods(FAR_FUTURE);
            return from.deliveries(transaction).moved();
        });
    }

    private void cancel(List<Moved> moved) throws StoreException {
        from.store().transaction(transaction -> {
            for (Moved one : moved) {
                from.deliveries(transaction).cancelMove(one.message());
            }
            new AlertRepository(transaction).moveGracePeriods(-FAR_FUTURE);
            return null;
        });
    }

    private void delete(List<Moved> moved) throws StoreException {
        from.store().transaction(transaction -> {
            for (Moved one : moved) {
                new AlertRepository(transaction).delete(one.id());
                from.deliveries(transaction).delete(one.message());
            }
            return null;
        });
    }

    void put(List<Moved> moved) throws StoreException {
        // Several alerts may have been sent in one message.
        Set<Long> counted = new HashSet<>();
        to.transaction((transaction, counters, routing) -> {
            for (Moved one : moved) {
                Optional<Long> id = to.add(transaction, one.alert(), counters);
                if (id.isEmpty()) {
                    continue;
                }
                if (one.isUndecided()) {
                    routing.route(id.get(), one.alert());
                } else if (one.suppressed() != null) {
                    routing.suppress(id.get(), one.alert(), one.suppressed());
                } else {
                    add(transaction, id.get(), one);
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

    private void add(Transaction transaction, long id, Moved moved) throws SQLException {
        DeliveryRepository deliveries = to.deliveries(transaction);
        String key = Digest.of(moved.alert().hostLabel(), moved.alert().event().actorId());
        long message = deliveries.add(moved.alert().notifier(), key, to.now());
        new AlertRepository(transaction).setMessage(id, message);
        deliveries.setState(message, moved.state());
    }
}
