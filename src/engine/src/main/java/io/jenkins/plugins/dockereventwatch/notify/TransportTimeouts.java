package io.jenkins.plugins.dockereventwatch.notify;

import java.time.Duration;

/**
 * Time limits for a server.
 *
 * @param connect for accepting a connection
 * @param reply for each reply
 */
public record TransportTimeouts(Duration connect, Duration reply) {

    /** Ten seconds to connect, thirty for each reply. */
    public static final TransportTimeouts DEFAULT =
            new TransportTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));
}
