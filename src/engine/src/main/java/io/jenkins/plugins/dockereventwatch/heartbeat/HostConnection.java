package io.jenkins.plugins.dockereventwatch.heartbeat;

import java.time.Instant;
import java.util.Optional;

/**
 * How a host is followed at present.
 *
 * @param connected whether its event stream is open
 * @param since since when it is, or is not
 * @param trouble what the last trouble was, in plain words; empty: none
 */
public record HostConnection(boolean connected, Instant since, Optional<String> trouble) {}
