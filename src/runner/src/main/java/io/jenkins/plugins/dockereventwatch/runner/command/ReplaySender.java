package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.delivery.DeliveryReplay;
import io.jenkins.plugins.dockereventwatch.delivery.ReplayedMessage;
import io.jenkins.plugins.dockereventwatch.delivery.RetryingSender;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import java.io.PrintWriter;

/** Sends what a watch would have sent, and names what cannot be made or does not get there. */
final class ReplaySender implements DeliveryReplay.Receiver {

    private final WatchConfiguration configuration;
    private final RetryingSender delivery;
    private final PrintWriter err;
    private long failures;

    /**
     * Prepares it.
     *
     * @param retry how long a server that is away is waited for
     * @param err where failures are named
     */
    ReplaySender(WatchConfiguration configuration, RetryPolicy retry, PrintWriter err) {
        this.configuration = configuration;
        this.delivery = new RetryingSender(TransportTimeouts.DEFAULT, retry);
        this.err = err;
    }

    @Override
    public void message(ReplayedMessage message) {
        try {
            delivery.send(message.message(), configuration.notifiers().get(message.notifier()));
        } catch (DeliveryException e) {
            failed(message.notifier(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void failed(String notifier, DeliveryException why) {
        err.println("notifier " + notifier + ": " + why.getMessage());
        failures++;
    }

    /** How many messages could not be made or sent. */
    long failures() {
        return failures;
    }
}
