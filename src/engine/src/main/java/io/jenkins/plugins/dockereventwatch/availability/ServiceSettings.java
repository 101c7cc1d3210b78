package io.jenkins.plugins.dockereventwatch.availability;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A service whose availability is monitored.
 *
 * @param name the name in alerts
 * @param absentFor how long it may be absent; empty: for ever
 * @param unhealthyFor how long it may be unhealthy; empty: for ever
 * @param memory how much memory it may use; empty: up to its limit
 * @param notifiers the notifiers of its alerts; at least one
 */
public record ServiceSettings(
        String name,
        ServiceSelector selector,
        Optional<Duration> absentFor,
        Optional<Duration> unhealthyFor,
        Optional<MemoryThreshold> memory,
        List<String> notifiers) {

    /** The default of {@code absentFor}. */
    public static final Duration ABSENT_FOR = Duration.ofMinutes(1);

    /** The default of {@code unhealthyFor}. */
    public static final Duration UNHEALTHY_FOR = Duration.ofMinutes(2);

    public ServiceSettings {
        notifiers = List.copyOf(notifiers);
    }

    /** Returns the title of the alerts about a service. */
    static String title(String name) {
        return "service " + name;
    }
}
