package io.jenkins.plugins.dockereventwatch.availability;

import java.time.Duration;
import java.util.List;

/**
 * How the availability of the hosts is monitored.
 *
 * @param unreachableFor how long a host may be unreachable
 * @param notifiers the notifiers of its alerts; at least one
 */
public record HostSettings(Duration unreachableFor, List<String> notifiers) {

    /** The title of the alerts. */
    static final String TITLE = "hosts";

    /** The default of {@code unreachableFor}. */
    public static final Duration UNREACHABLE_FOR = Duration.ofMinutes(2);

    public HostSettings {
        notifiers = List.copyOf(notifiers);
    }
}
