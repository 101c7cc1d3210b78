package io.jenkins.plugins.dockereventwatch.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing pauses between attempts to reach a server, jittered so that many do not come back at once.
 *
 * @param first the first pause, at most
 * @param longest no pause is longer
 */
public record Backoff(Duration first, Duration longest) {

    /** From one second to one minute. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /**
     * The pause after a number of failures in a row: between half of and the whole of twice the last one.
     *
     * @param failures at least 1
     */
    public Duration after(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures - 1, 20);
        long pause = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(pause / 2 + random.nextLong(pause / 2 + 1));
    }
}
