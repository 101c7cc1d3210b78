package io.jenkins.plugins.dockereventwatch.heartbeat;

import java.time.Instant;
import java.util.Optional;

/**
 * The connection to a watched host.
 *
 * @param connected whether its event stream is open
 * @param since when it was opened or lost
 * @param error the last error, for people; empty: none
 */
public record HostConnection(boolean connected, Instant since, Optional<String> error) {}
