package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.Transport;
import io.jenkins.plugins.dockereventwatch.outbox.DeliveryQueue;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.function.Consumer;

/** Sends one notifier's messages, and has noted what became of them. Of its outlet's thread alone, but for the counts. */
final class Sender {

    private static final Logger LOG = System.getLogger(Sender.class.getName());

    private final String name;
    private final Clock clock;
    private final RetryPolicy retry;
    private final WorkerSignals signals;
    private final Consumer<PendingMessage> finished;
    private final PendingAcknowledgements settlements = new PendingAcknowledgements();

    /** In a row, of the server. */
    private int failures;

    /** Guarded by this, as is the next. */
    private long delivered;

    private long failed;

    /**
     * Prepares it.
     *
     * @param name the notifier's
     * @param finished gets each message that was sent, or given up
     */
    Sender(String name, Clock clock, RetryPolicy retry, WorkerSignals signals, Consumer<PendingMessage> finished) {
        this.name = name;
        this.clock = clock;
        this.retry = retry;
        this.signals = signals;
        this.finished = finished;
    }

    /** What became of its messages so far. */
    synchronized DeliveryStatistics counts() {
        return new DeliveryStatistics(delivered, failed, 0);
    }

    private synchronized void count(boolean sent) {
        delivered += sent ? 1 : 0;
        failed += sent ? 0 : 1;
    }

    /** Writes down what could not be; to be done before anything is claimed. */
    void settle(DeliveryQueue dispatch) throws StoreException {
        settlements.write(dispatch);
    }

    /** The server is another one, or known better: earlier failures tell nothing of it. */
    void forgive() {
        failures = 0;
    }

    /**
     * Sends a message that was claimed.
     *
     * @return for how long the server takes nothing more; zero: the next may follow
     * @throws StoreException if it could not even be begun
     */
    Duration send(DeliveryQueue dispatch, PendingMessage parcel, Notifier notifier, Transport channel)
            throws StoreException {
        if (!dispatch.begin(parcel)) {
            return Duration.ZERO;
        }
        try {
            Message message = message(parcel, notifier);
            signals.interruptibly(() -> channel.send(message));
        } catch (DeliveryException e) {
            return refused(dispatch, parcel, e);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "notifier " + name + ": a fault while sending an alert, which is given up", e);
            giveUp(dispatch, parcel, "a fault: " + e);
            return Duration.ZERO;
        }
        // A fault from here on is none of sending: the message has got there, whatever becomes of the note.
        failures = 0;
        count(true);
        settlements.add(dispatch, () -> dispatch.sent(parcel, name));
        finished.accept(parcel);
        return Duration.ZERO;
    }

    private Message message(PendingMessage parcel, Notifier to) throws DeliveryException {
        return to.compose(parcel, ZonedDateTime.now(clock)).forRetry(parcel.recipients(), parcel.doubtful());
    }

    private void giveUp(DeliveryQueue dispatch, PendingMessage parcel, String why) {
        count(false);
        settlements.add(dispatch, () -> dispatch.failed(parcel, name, why));
        finished.accept(parcel);
    }

    /** What concerns the server is waited for by all its messages, the rest by this one. */
    private Duration refused(DeliveryQueue dispatch, PendingMessage parcel, DeliveryException e) {
        Instant now = clock.instant();
        if (!e.isTemporary() || retry.givesUp(Duration.between(parcel.created(), now))) {
            LOG.log(Level.ERROR, "notifier {0}: {1}; it is not tried again", name, e.getMessage());
            giveUp(dispatch, parcel, e.getMessage());
            return Duration.ZERO;
        }
        boolean server = e.isServerFailure();
        failures = server ? failures + 1 : 0;
        Duration pause = retry.delayAfter(server ? failures : parcel.attempts() + 1);
        LOG.log(
                signals.isStopped() ? Level.DEBUG : Level.WARNING,
                "notifier {0}: {1}; trying again in {2} s",
                name,
                e.getMessage(),
                Math.max(1, pause.toSeconds()));
        DeliveryQueue.Failure failure =
                new DeliveryQueue.Failure(e.getMessage(), e.isUncertain(), e.remainingRecipients());
        settlements.add(dispatch, () -> dispatch.postponed(parcel, server ? null : now.plus(pause), failure));
        return server ? pause : Duration.ZERO;
    }
}
