package io.jenkins.plugins.dockereventwatch.notify;

import java.time.Duration;

/**
 * Time limits for a server.
 *
 * @param connect for accepting a connection
 * @param reply for each reply
 * @param exchange for everything from the connection to the end of the last reply
 */
public record TransportTimeouts(Duration connect, Duration reply, Duration exchange) {

    /** Ten seconds to connect, thirty for each reply, two minutes for everything. */
    public static final TransportTimeouts DEFAULT =
            new TransportTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2));
}
