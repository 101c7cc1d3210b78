package io.jenkins.plugins.dockereventwatch.alert;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a message is tried again that could not be sent for now.
 *
 * @param first the first pause, at most
 * @param longest no pause is longer
 * @param giveUp how long a message is tried
 */
public record RetryPolicy(Duration first, Duration longest, Duration giveUp) {

    /** From one second to five minutes, for a day. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(1));

    /** The pause after a number of failures in a row: between half of and the whole of twice the last one. */
    Duration pause(int failures, RandomGenerator random) {
        long pause = Math.min(first.toMillis() << Math.min(failures - 1, 20), longest.toMillis());
        return Duration.ofMillis(pause / 2 + random.nextLong(pause / 2 + 1));
    }
}
