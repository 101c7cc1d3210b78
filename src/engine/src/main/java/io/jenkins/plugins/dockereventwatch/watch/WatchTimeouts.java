package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import java.time.Duration;

/**
 * Timeouts and delays of a watch.
 *
 * @param answer for the response to a request
 * @param probe silence of the event stream after which the engine is probed
 * @param renew silence after which the stream is opened again, since a connection may break unnoticed
 * @param retry delays between connection attempts
 */
public record WatchTimeouts(Duration answer, Duration probe, Duration renew, RetryPolicy retry) {

    /** The timeouts for normal operation. */
    public static final WatchTimeouts DEFAULT = new WatchTimeouts(
            Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(5), RetryPolicy.CONNECTION);
}
