package io.jenkins.plugins.dockereventwatch.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a failed operation is tried again: after delays that double with each consecutive failure, with jitter, until a
 * time limit.
 *
 * @param firstDelay the upper limit of the delay after the first failure; positive
 * @param longestDelay the upper limit of every delay; positive
 * @param giveUpAfter how long an operation is retried; negative: never
 */
public record RetryPolicy(Duration firstDelay, Duration longestDelay, Duration giveUpAfter) {

    /** No time limit. */
    public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    /** For messages: from one second to ten minutes, for five days, as mail servers do (RFC 5321, 4.5.4.1). */
    public static final RetryPolicy DELIVERY =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofDays(5));

    /** For connections and for the program's own threads: from one to ten seconds, without a time limit. */
    public static final RetryPolicy CONNECTION =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(10), FOREVER);

    /** @throws IllegalArgumentException if a delay is not positive */
    public RetryPolicy {
        if (firstDelay.toMillis() <= 0 || longestDelay.toMillis() <= 0) {
            throw new IllegalArgumentException(
                    "Invalid retry delays " + firstDelay + " and " + longestDelay + ": expected at least 1 ms");
        }
    }

    /** Returns a policy with the same delays and another time limit. */
    public RetryPolicy limitedTo(Duration limit) {
        return new RetryPolicy(firstDelay, longestDelay, limit);
    }

    /**
     * Returns the delay before the next attempt: a random value between half and all of {@code firstDelay} doubled with
     * each failure, so that many clients do not return at the same time.
     *
     * @param failures the number of consecutive failures, at least 1
     */
    public Duration delayAfter(int failures) {
        long doubled = firstDelay.toMillis() << Math.min(failures - 1, 20);
        long delay = Math.min(doubled, longestDelay.toMillis());
        return Duration.ofMillis(delay / 2 + ThreadLocalRandom.current().nextLong(delay - delay / 2 + 1));
    }

    /** Returns whether an operation is no longer retried. */
    public boolean givesUp(Duration sinceFirstAttempt) {
        return sinceFirstAttempt.compareTo(giveUpAfter) > 0;
    }
}
