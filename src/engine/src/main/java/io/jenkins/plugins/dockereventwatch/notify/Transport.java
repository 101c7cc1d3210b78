package io.jenkins.plugins.dockereventwatch.notify;

import io.jenkins.plugins.dockereventwatch.message.Message;

/** Sends the messages of one notifier to its server. Used by one thread. */
public interface Transport {

    /**
     * Sends a message and waits until the server has accepted it.
     *
     * @param message composed by the notifier that opened this transport
     * @return the server's reply in one line; may be empty
     * @throws DeliveryException if the server has not accepted the message for all recipients
     */
    String send(Message message) throws DeliveryException;
}
