package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;

/** Is informed about messages that no longer wait. Called by the threads of several notifiers. */
interface DeliveryListener {

    /** The server has accepted a message. */
    void onSent(PendingMessage message);

    /** A message will not be sent. */
    void onGivenUp(PendingMessage message);
}
