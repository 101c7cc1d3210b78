package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;

/** Sends single alerts at once and tells what came of it, for people who try a notifier out. */
public final class ImmediateSender {

    private final MessageComposer composer;
    private final TransportTimeouts times;

    /**
     * Prepares it.
     *
     * @param composer makes the messages
     * @param times how long servers may take
     */
    public ImmediateSender(MessageComposer composer, TransportTimeouts times) {
        this.composer = composer;
        this.times = times;
    }

    /**
     * Sends an alert, once, and waits for the server.
     *
     * @return what the server said to it, in one line; perhaps empty
     * @throws DeliveryException if it did not get there; the message is for people
     */
    public String send(Alert alert, Notifier notifier) throws DeliveryException {
        return Transports.of(notifier, times).send(composer.compose(alert, notifier));
    }
}
