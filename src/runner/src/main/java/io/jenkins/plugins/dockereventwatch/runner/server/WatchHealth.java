package io.jenkins.plugins.dockereventwatch.runner.server;

import io.jenkins.plugins.dockereventwatch.delivery.DeliveryStatistics;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a watch is doing, at one moment.
 *
 * @param hosts each host's status by its name for people
 * @param deliveries what became of alerts
 * @param stateTrouble what is the matter with the state; empty: nothing
 * @param at the moment
 */
public record WatchHealth(
        Map<String, HostStatus> hosts, DeliveryStatistics deliveries, Optional<String> stateTrouble, Instant at) {

    /** A host may be away so long before that counts as ill: an engine that is restarted is back by then. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    /** What is the matter, by what it is the matter with; empty: all is well. */
    Map<String, String> troubles() {
        Map<String, String> troubles = new TreeMap<>();
        hosts.forEach((label, status) -> {
            if (!status.connected() && status.since().plus(GRACE).isBefore(at)) {
                troubles.put(
                        "host " + label,
                        "not connected since " + status.since()
                                + (status.trouble() == null ? "" : ": " + status.trouble()));
            }
        });
        stateTrouble.ifPresent(trouble -> troubles.put("state", trouble));
        return troubles;
    }
}
