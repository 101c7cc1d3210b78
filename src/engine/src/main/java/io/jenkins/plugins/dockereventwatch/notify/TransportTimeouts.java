package io.jenkins.plugins.dockereventwatch.notify;

import java.time.Duration;

/**
 * How long a server may take.
 *
 * @param connect to accept a connection
 * @param answer to answer, or to take what is sent, each time
 */
public record TransportTimeouts(Duration connect, Duration answer) {

    /** Ten seconds to connect, thirty for each answer. */
    public static final TransportTimeouts DEFAULT =
            new TransportTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));
}
