package io.jenkins.plugins.dockereventwatch.notify;

import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import java.time.ZonedDateTime;

/** A named destination of alerts: composes messages and opens the transport that sends them. Immutable. */
public interface Notifier {

    /** The name by which rules refer to it. */
    String name();

    /** How many messages it sends. */
    RateLimit rateLimit();

    /**
     * Composes a message.
     *
     * @param pending the alerts or the notice to be sent
     * @param now the time of composition; its zone is the zone of times in the text
     * @throws DeliveryException if the message cannot be composed; never temporary
     */
    Message compose(PendingMessage pending, ZonedDateTime now) throws DeliveryException;

    /** Returns a new transport for messages of this notifier. Does not connect yet. */
    Transport open(TransportTimeouts timeouts);
}
