package io.jenkins.plugins.dockereventwatch.notify;

import io.jenkins.plugins.dockereventwatch.message.Message;

/** Sends messages to one notifier's server. Used by one thread. */
public interface Transport {

    /**
     * Sends a message and waits until the server has it.
     *
     * @return what the server said, in one line
     * @throws DeliveryException if it did not get there
     */
    String send(Message message) throws DeliveryException;
}
