package io.jenkins.plugins.dockereventwatch.grouping;

import java.util.Optional;

/**
 * How a rule's alerts go out.
 *
 * @param grouping which of them share messages; empty: each has its own
 * @param crashLoop when many deaths become one alert; empty: never
 * @param hold whether deaths wait to see if the container comes back; empty: they do not
 * @param resolved whether a message follows when the container runs again
 */
public record NotificationPolicy(
        Optional<Grouping> grouping,
        Optional<CrashLoopLimit> crashLoop,
        Optional<RestartGracePeriod> hold,
        boolean resolved) {

    /** Each alert at once. */
    public static final NotificationPolicy EACH =
            new NotificationPolicy(Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** Grouped, with crash loops told as such. */
    public static final NotificationPolicy DEFAULT = new NotificationPolicy(
            Optional.of(Grouping.DEFAULT), Optional.of(CrashLoopLimit.DEFAULT), Optional.empty(), false);
}
