package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.outbox.DeliveryQueue;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What became of messages and is to be noted in their outbox, until it is. Of one outlet's thread alone. */
final class PendingAcknowledgements {

    private static final Logger LOG = System.getLogger(PendingAcknowledgements.class.getName());

    private final Deque<Settlement> open = new ArrayDeque<>();

    /** A note in an outbox. */
    interface Note {
        void write() throws StoreException;
    }

    private record Settlement(DeliveryQueue dispatch, Note note) {}

    /** Notes something, later if it cannot be done now. */
    void add(DeliveryQueue dispatch, Note note) {
        open.add(new Settlement(dispatch, note));
        try {
            write(dispatch);
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "what became of a message is noted later", e);
        }
    }

    /** Writes down what could not be; nothing is to be claimed there before that, since it would be sent again. */
    void write(DeliveryQueue dispatch) throws StoreException {
        for (Settlement next : List.copyOf(open)) {
            if (next.dispatch == dispatch) {
                next.note.write();
                open.remove(next);
            }
        }
    }
}
