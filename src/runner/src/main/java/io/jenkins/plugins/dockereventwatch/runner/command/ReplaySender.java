package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.delivery.DeliveryReplay;
import io.jenkins.plugins.dockereventwatch.delivery.ReplayedMessage;
import io.jenkins.plugins.dockereventwatch.delivery.RetryingSender;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import java.io.PrintWriter;

/** Sends the messages of a replay, and reports those that cannot be created or sent. */
final class ReplaySender implements DeliveryReplay.Receiver {

    private final WatchConfiguration configuration;
    private final RetryingSender sender;
    private final PrintWriter err;
    private int messages;
    private long alerts;
    private long failures;

    /** @param retry for servers that cannot be reached */
    ReplaySender(WatchConfiguration configuration, RetryPolicy retry, PrintWriter err) {
        this.configuration = configuration;
        this.sender = new RetryingSender(TransportTimeouts.DEFAULT, retry);
        this.err = err;
    }

    @Override
    public void message(ReplayedMessage message) {
        messages++;
        alerts += message.total();
        try {
            sender.send(message.message(), configuration.notifiers().get(message.notifier()));
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

    int messages() {
        return messages;
    }

    long alerts() {
        return alerts;
    }

    long failures() {
        return failures;
    }
}
