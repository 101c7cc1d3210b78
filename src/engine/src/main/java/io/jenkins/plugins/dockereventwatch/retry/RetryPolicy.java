package io.jenkins.plugins.dockereventwatch.retry;

import java.time.Duration;

/**
 * When a message is tried again that could not be sent for now.
 *
 * @param backoff between attempts
 * @param giveUp how long a message is tried
 */
public record RetryPolicy(Backoff backoff, Duration giveUp) {

    /** From one second to ten minutes, for five days, as mail servers do (RFC 5321, 4.5.4.1). */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10)), Duration.ofDays(5));
}
