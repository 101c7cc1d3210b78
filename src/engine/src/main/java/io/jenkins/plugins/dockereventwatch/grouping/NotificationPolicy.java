package io.jenkins.plugins.dockereventwatch.grouping;

import java.util.Optional;

/**
 * How the alerts of a rule are sent.
 *
 * @param grouping how alerts are grouped; empty: each one has its own message
 * @param crashLoop when deaths are treated as a crash loop; empty: never
 * @param gracePeriod how long deaths wait for a restart of the container; empty: they do not wait
 * @param resolved whether another message is sent when the container is running again
 */
public record NotificationPolicy(
        Optional<Grouping> grouping,
        Optional<CrashLoopLimit> crashLoop,
        Optional<RestartGracePeriod> gracePeriod,
        boolean resolved) {

    /** Sends each alert immediately in its own message. */
    public static final NotificationPolicy EACH =
            new NotificationPolicy(Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** Groups alerts and detects crash loops. */
    public static final NotificationPolicy DEFAULT = new NotificationPolicy(
            Optional.of(Grouping.DEFAULT), Optional.of(CrashLoopLimit.DEFAULT), Optional.empty(), false);
}
