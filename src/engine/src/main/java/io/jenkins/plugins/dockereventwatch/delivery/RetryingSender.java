package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.Transport;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Sends messages one after the other and waits for the servers, for commands that have something to send and then end. A
 * server that is away is waited for once; while it stays away, each further message to it is tried once. For one thread.
 */
public final class RetryingSender {

    private static final Logger LOG = System.getLogger(RetryingSender.class.getName());

    private final TransportTimeouts times;
    private final RetryPolicy retry;

    /** Notifiers whose servers were waited for in vain. */
    private final Set<String> away = new HashSet<>();

    /**
     * Prepares it.
     *
     * @param times how long servers may take
     * @param retry when what could not be sent is tried again, and for how long
     */
    public RetryingSender(TransportTimeouts times, RetryPolicy retry) {
        this.times = times;
        this.retry = retry;
    }

    /**
     * Sends a message.
     *
     * @throws DeliveryException if it did not get to all its recipients; the message is for people
     */
    public void send(Message message, Notifier notifier) throws DeliveryException, InterruptedException {
        Transport channel = Transports.of(notifier, times);
        long begun = System.nanoTime();
        Message left = message;
        for (int tries = 1; ; tries++) {
            try {
                channel.send(left);
                away.remove(notifier.name());
                return;
            } catch (DeliveryException e) {
                Duration pause = retry.delayAfter(tries);
                boolean late = retry.givesUp(
                        Duration.ofNanos(System.nanoTime() - begun).plus(pause));
                if (!e.isTemporary() || late || away.contains(notifier.name())) {
                    if (e.isTemporary() && e.concernsServer()) {
                        away.add(notifier.name());
                    }
                    throw e;
                }
                LOG.log(
                        Level.WARNING,
                        "notifier {0}: {1}; trying again in {2} s",
                        notifier.name(),
                        e.getMessage(),
                        Math.max(1, pause.toSeconds()));
                left = rest(left, e);
                Thread.sleep(pause.toMillis());
            }
        }
    }

    private static Message rest(Message message, DeliveryException e) {
        Message left = message instanceof MailMessage mail && !e.rest().isEmpty() ? mail.onlyTo(e.rest()) : message;
        return e.isUncertain() ? left.asPossibleDuplicate() : left;
    }
}
