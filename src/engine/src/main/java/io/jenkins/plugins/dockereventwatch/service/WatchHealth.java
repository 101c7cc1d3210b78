package io.jenkins.plugins.dockereventwatch.service;

import io.jenkins.plugins.dockereventwatch.delivery.DeliveryStatistics;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The health of a watch at one moment.
 *
 * @param hosts the status of each host by its label, in the configured order
 * @param deliveries the number of alerts by result
 * @param stateError the current error of the state or of a thread that delivers; empty: none
 * @param time the moment
 */
public record WatchHealth(
        Map<String, HostStatus> hosts, DeliveryStatistics deliveries, Optional<String> stateError, Instant time) {

    /** A host counts as unhealthy after this time without a connection: an engine that restarts is back by then. */
    private static final Duration HOST_GRACE_PERIOD = Duration.ofSeconds(60);

    /** Copies the map, keeping its order. */
    public WatchHealth {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
    }

    /** All problems by component; empty: the watch is healthy. */
    public Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        hosts.forEach((label, status) -> {
            if (!status.connected() && status.since().plus(HOST_GRACE_PERIOD).isBefore(time)) {
                problems.put(
                        "host " + label,
                        "not connected since " + status.since()
                                + (status.trouble() == null ? "" : ": " + status.trouble()));
            }
        });
        stateError.ifPresent(error -> problems.put("state", error));
        return problems;
    }
}
