package io.jenkins.plugins.dockereventwatch.grouping;

import java.time.Duration;
import java.util.Optional;

/**
 * How the alerts of a rule are sent.
 *
 * @param grouping how alerts are grouped; empty: each one has its own message
 * @param crashLoop when deaths are treated as a crash loop; empty: never
 * @param gracePeriod how long deaths wait for a restart of the container; empty: they do not wait
 * @param resolved whether another message is sent when the container is running again
 * @param persistFor how long what an alert reports must last before it is sent, see {@link
 *     io.jenkins.plugins.dockereventwatch.alert.EventEnd}; empty: alerts do not wait
 */
public record NotificationPolicy(
        Optional<Grouping> grouping,
        Optional<CrashLoopLimit> crashLoop,
        Optional<RestartGracePeriod> gracePeriod,
        boolean resolved,
        Optional<Duration> persistFor) {

    /** Sends each alert immediately in its own message. */
    public static final NotificationPolicy EACH =
            new NotificationPolicy(Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** Groups alerts and detects crash loops. */
    public static final NotificationPolicy DEFAULT = new NotificationPolicy(
            Optional.of(Grouping.DEFAULT), Optional.of(CrashLoopLimit.DEFAULT), Optional.empty(), false);

    /** Creates a policy whose alerts are sent whether or not what they report lasts. */
    public NotificationPolicy(
            Optional<Grouping> grouping,
            Optional<CrashLoopLimit> crashLoop,
            Optional<RestartGracePeriod> gracePeriod,
            boolean resolved) {
        this(grouping, crashLoop, gracePeriod, resolved, Optional.empty());
    }

    /** Returns a policy that differs in how long what an alert reports must last. */
    public NotificationPolicy withPersistFor(Optional<Duration> duration) {
        return new NotificationPolicy(grouping, crashLoop, gracePeriod, resolved, duration);
    }

    /** Returns whether alerts wait for later events of their containers. */
    boolean waits() {
        return gracePeriod.isPresent() || persistFor.isPresent();
    }
}
