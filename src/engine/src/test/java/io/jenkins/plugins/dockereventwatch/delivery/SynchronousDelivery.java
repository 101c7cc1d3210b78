package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryRepository.Queue;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.outbox.WatcherRepository;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Sends queued messages on the calling thread: a watcher for tests whose clock stands still. */
public final class SynchronousDelivery {

    private final Queue queue;
    private final Clock clock;

    /** Registers a watcher of the store. */
    public SynchronousDelivery(Store store, Clock clock) throws StoreException {
        String watcher = UUID.randomUUID().toString();
        new WatcherRepository(store, watcher).acquire();
        queue = new Queue(store, watcher, clock);
        this.clock = clock;
    }

    /** Sends what is due for some notifiers; what their servers refuse fails the test. */
    public void send(Collection<Notifier> notifiers) {
        try {
            for (Notifier notifier : notifiers) {
                List<PendingMessage> due = queue.claim(notifier.name(), 20);
                while (!due.isEmpty()) {
                    for (PendingMessage message : due) {
                        if (queue.begin(message)) {
                            notifier.open(TransportTimeouts.DEFAULT)
                                    .send(notifier.compose(message, ZonedDateTime.now(clock)));
                            queue.sent(message, notifier.name());
                        }
                    }
                    due = queue.claim(notifier.name(), 20);
                }
            }
        } catch (StoreException | DeliveryException e) {
            throw new AssertionError("queued messages cannot be sent", e);
        }
    }
}
