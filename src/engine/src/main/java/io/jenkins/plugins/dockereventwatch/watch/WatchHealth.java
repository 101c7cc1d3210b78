package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.delivery.DeliveryStatistics;
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
 * @param stateError the current error of the state; empty: none
 * @param errors unexpected errors of threads that have not recovered yet, by thread
 * @param time the moment
 */
public record WatchHealth(
        Map<String, HostStatus> hosts,
        DeliveryStatistics deliveries,
        Optional<String> stateError,
        Map<String, String> errors,
        Instant time) {

    /** A host counts as unhealthy after this time without a connection: an engine that restarts is back by then. */
    private static final Duration HOST_GRACE_PERIOD = Duration.ofSeconds(60);

    /** Copies the map, keeping its order. */
    public WatchHealth {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
    }

    /** Returns the error of the state, or the first one of a thread; empty if there is none. */
    public Optional<String> failure() {
        return stateError.or(() -> errors.entrySet().stream()
                .findFirst()
                .map(error -> "thread " + error.getKey() + ": " + error.getValue()));
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
        errors.forEach((thread, error) -> problems.put("thread " + thread, error));
        return problems;
    }
}
