package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import java.time.Duration;

/**
 * How patient a watch is.
 *
 * @param answer for an engine's answer to a call
 * @param probe an event stream silent for so long makes us ask the engine whether it lives
 * @param renew an event stream silent for so long is opened again, lest it have died in silence
 * @param retry delays between attempts to connect
 */
public record WatchTimeouts(Duration answer, Duration probe, Duration renew, RetryPolicy retry) {

    /** Fit for any network. */
    public static final WatchTimeouts DEFAULT = new WatchTimeouts(
            Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(5), RetryPolicy.CONNECTION);
}
