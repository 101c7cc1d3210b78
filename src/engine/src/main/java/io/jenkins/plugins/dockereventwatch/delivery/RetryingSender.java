package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.Transport;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Sends messages one after the other, for commands that end afterwards. Waits once for a server that is unavailable; as
 * long as it stays unavailable, each further message is tried once. For one thread.
 */
public final class RetryingSender {

    private static final Logger LOG = System.getLogger(RetryingSender.class.getName());

    private final TransportTimeouts timeouts;
    private final RetryPolicy retry;
    private final Clock clock;
    private final Sleeper sleeper;

    /** The names of notifiers whose servers stayed unavailable. */
    private final Set<String> unavailable = new HashSet<>();

    interface Sleeper {
        void sleep(Duration delay) throws InterruptedException;
    }

    public RetryingSender(TransportTimeouts timeouts, RetryPolicy retry) {
        this(timeouts, retry, Clock.systemUTC(), delay -> Thread.sleep(delay.toMillis()));
    }

    RetryingSender(TransportTimeouts timeouts, RetryPolicy retry, Clock clock, Sleeper sleeper) {
        this.timeouts = timeouts;
        this.retry = retry;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * Sends a message, with as many attempts as the retry policy allows.
     *
     * @throws DeliveryException if the message was not accepted for all recipients
     */
    public void send(Message message, Notifier notifier) throws DeliveryException, InterruptedException {
        Transport transport = notifier.open(timeouts);
        Instant begun = clock.instant();
        Message remaining = message;
        for (int failures = 1; ; failures++) {
            try {
                transport.send(remaining);
                unavailable.remove(notifier.name());
                return;
            } catch (DeliveryException e) {
                Duration delay = retry.delayAfter(failures);
                boolean late =
                        retry.givesUp(Duration.between(begun, clock.instant()).plus(delay));
                if (!e.isTemporary() || late || unavailable.contains(notifier.name())) {
                    if (e.isServerFailure()) {
                        unavailable.add(notifier.name());
                    }
                    throw e;
                }
                LOG.log(
                        Level.WARNING,
                        "notifier {0}: {1}; trying again in {2} s",
                        notifier.name(),
                        e.getMessage(),
                        Math.max(1, delay.toSeconds()));
                remaining = remaining.forRetry(e.remainingRecipients(), e.isUncertain());
                sleeper.sleep(delay);
            }
        }
    }
}
