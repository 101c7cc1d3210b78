package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.outbox.Notice;
import java.time.Clock;
import java.time.ZonedDateTime;

/** Sends single notices at once; whoever has them keeps those that could not be sent. Shared between threads. */
public final class NoticeDelivery {

    private final Clock clock;
    private final TransportTimeouts times;

    /**
     * Prepares it.
     *
     * @param clock for the mails' Date
     * @param times how long servers may take
     */
    public NoticeDelivery(Clock clock, TransportTimeouts times) {
        this.clock = clock;
        this.times = times;
    }

    /**
     * Sends one, and waits for the server.
     *
     * @throws DeliveryException if it did not get there
     */
    public void send(Notice notice, MailNotifier notifier) throws DeliveryException {
        notifier.open(times).send(notifier.compose(notice, ZonedDateTime.now(clock)));
    }
}
