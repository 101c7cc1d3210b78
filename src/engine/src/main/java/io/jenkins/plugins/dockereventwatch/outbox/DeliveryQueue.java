package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertRepository;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The messages that wait to be sent. A watcher claims the messages that it sends, so that only one of several sends them;
 * claims of a watcher that has ended are void. A message is marked before it is sent, so that after a crash it is known
 * which messages may have been delivered. Thread-safe.
 */
public final class DeliveryQueue {

    private static final Logger LOG = System.getLogger(DeliveryQueue.class.getName());

    /** How many due messages are read at once. */
    private static final int PAGE_SIZE = 500;

    private final Store store;
    private final String watcher;
    private final Clock clock;

    /** @param watcher the unique id of this watcher */
    public DeliveryQueue(Store store, String watcher, Clock clock) {
        this.store = store;
        this.watcher = watcher;
        this.clock = clock;
    }

    /**
     * A failed attempt to send a message.
     *
     * @param error the reason, for people
     * @param uncertain whether the message may have been delivered
     * @param remaining the recipients that it is still to be sent to; empty: the same as before
     */
    public record Failure(String error, boolean uncertain, List<String> remaining) {}

    /**
     * Claims due messages of a notifier in the order in which they became due, but only the first one of each ordering
     * key. The cost depends on the number of claimed messages, not on the number of waiting ones.
     *
     * @param limit the maximum number of messages; fewer are claimed if they contain very many alerts
     */
    public List<PendingMessage> claim(String notifier, int limit) throws StoreException {
        return store.transaction(sql -> {
            DeliveryRepository deliveries = deliveries(sql);
            List<PendingMessage> claimed = new ArrayList<>();
            Set<String> keys = new HashSet<>();
            int alerts = 0;
            DeliveryRepository.Due last = DeliveryRepository.Due.FIRST;
            List<DeliveryRepository.Due> page;
            do {
                page = deliveries.due(notifier, last, PAGE_SIZE);
                for (DeliveryRepository.Due due : page) {
                    if (claimed.size() == limit || alerts >= PendingMessage.MAX_ALERTS) {
                        return claimed;
                    }
                    Optional<Long> id = keys.add(due.orderingKey())
                            ? deliveries.claimFirst(notifier, due.orderingKey(), watcher)
                            : Optional.empty();
                    Optional<PendingMessage> message =
                            id.isPresent() ? read(sql, notifier, id.get()) : Optional.empty();
                    alerts += message.map(one -> one.alerts().size()).orElse(0);
                    message.ifPresent(claimed::add);
                    last = due;
                }
            } while (claimed.isEmpty() && page.size() == PAGE_SIZE);
            return claimed;
        });
    }

    /** Reads a claimed message; gives up an unreadable one, which would block its notifier. */
    private Optional<PendingMessage> read(Sql sql, String notifier, long id) throws SQLException {
        AlertRepository alerts = new AlertRepository(sql);
        DeliveryRepository deliveries = deliveries(sql);
        try {
            List<Alert> first = alerts.ofMessage(id, PendingMessage.MAX_ALERTS);
            return Optional.of(deliveries.message(id, first, alerts.countOfMessage(id)));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Notifier " + notifier + ": giving up an unreadable message", e);
            deliveries.fail(id, "the message in the state is unreadable");
            count(sql, Counter.FAILED, notifier, 1);
            return Optional.empty();
        }
    }

    private static void count(Sql sql, Counter counter, String notifier, int number) throws SQLException {
        CounterRepository counters = new CounterRepository(sql);
        counters.add(counter, notifier, number);
        counters.write();
    }

    /** Marks a message as in flight. Returns false if another watcher has claimed it. */
    public boolean begin(PendingMessage message) throws StoreException {
        return store.transaction(sql -> deliveries(sql).begin(message.entry().id(), watcher));
    }

    private DeliveryRepository deliveries(Sql sql) {
        return new DeliveryRepository(sql, clock.millis());
    }

    /** Marks a message as sent. Returns false if another watcher has claimed it. */
    public boolean sent(PendingMessage message, String notifier) throws StoreException {
        return finish(message, Optional.empty(), Counter.SENT, notifier);
    }

    /** Marks a message as given up. Returns false if another watcher has claimed it. */
    public boolean failed(PendingMessage message, String notifier, String error) throws StoreException {
        return finish(message, Optional.of(error), Counter.FAILED, notifier);
    }

    private boolean finish(PendingMessage message, Optional<String> error, Counter counter, String notifier)
            throws StoreException {
        return store.transaction(sql -> {
            boolean finished = deliveries(sql).finish(message.entry().id(), watcher, error);
            count(sql, counter, notifier, finished ? 1 : 0);
            return finished;
        });
    }

    /**
     * Returns a message to the queue after a failed attempt.
     *
     * @param due when to try again; null: as soon as the server accepts messages, in the original order
     * @return false if another watcher has claimed it
     */
    public boolean postpone(PendingMessage message, Instant due, Failure failure) throws StoreException {
        return store.transaction(sql -> deliveries(sql).postpone(message.entry().id(), watcher, due, failure));
    }

    /** Releases claims of messages that were not begun. */
    public void release(List<PendingMessage> messages) throws StoreException {
        store.transaction(sql -> {
            for (PendingMessage message : messages) {
                deliveries(sql).release(message.entry().id(), watcher);
            }
            return null;
        });
    }

    /** Makes postponed messages of a notifier due now, in their original order; for example after its settings changed. */
    public void retryNow(String notifier) throws StoreException {
        store.transaction(sql -> {
            deliveries(sql).retryNow(notifier);
            return null;
        });
    }

    /**
     * Gives up all waiting messages of a notifier and returns their number; none if other watchers share the state.
     */
    public int giveUp(String notifier, String error) throws StoreException {
        if (store.isShared()) {
            return 0;
        }
        return store.transaction(sql -> {
            int failed = deliveries(sql).failAll(notifier, error);
            count(sql, Counter.FAILED, notifier, failed);
            return failed;
        });
    }

    /** Returns the problems of notifiers; without an entry for a notifier that has none. */
    public List<DeliveryProblem> problems(Collection<String> notifiers) throws StoreException {
        return store.transaction(sql -> {
            List<DeliveryProblem> problems = new ArrayList<>();
            for (String notifier : notifiers) {
                deliveries(sql).problem(notifier).ifPresent(problems::add);
            }
            return problems;
        });
    }
}
