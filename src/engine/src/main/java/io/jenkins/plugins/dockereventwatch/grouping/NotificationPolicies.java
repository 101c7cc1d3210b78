package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The notification policies of all rules.
 *
 * @param others the policy of rules without one of their own
 * @param byRule policies by the titles of rules
 * @param silences recurring silences
 * @param hours the active hours of notifiers, by name; without an entry for one that is always active
 * @param hostsMonitored whether the hosts are monitored: deaths that are found after a host was away are reported together
 */
public record NotificationPolicies(
        NotificationPolicy others,
        Map<String, NotificationPolicy> byRule,
        List<RecurringSilence> silences,
        Map<String, ActiveHours> hours,
        boolean hostsMonitored) {

    /** Sends each alert immediately in its own message. */
    public static final NotificationPolicies EACH =
            new NotificationPolicies(NotificationPolicy.EACH, Map.of(), List.of());

    /** Groups all alerts. */
    public static final NotificationPolicies DEFAULT =
            new NotificationPolicies(NotificationPolicy.DEFAULT, Map.of(), List.of());

    public NotificationPolicies {
        byRule = Map.copyOf(byRule);
        silences = List.copyOf(silences);
        hours = Map.copyOf(hours);
    }

    /** Creates the policies for notifiers that are always active. */
    public NotificationPolicies(
            NotificationPolicy others, Map<String, NotificationPolicy> byRule, List<RecurringSilence> silences) {
        this(others, byRule, silences, Map.of());
    }

    /** Creates the policies for hosts that are not monitored. */
    public NotificationPolicies(
            NotificationPolicy others,
            Map<String, NotificationPolicy> byRule,
            List<RecurringSilence> silences,
            Map<String, ActiveHours> hours) {
        this(others, byRule, silences, hours, false);
    }

    /** Returns the policies for hosts that are monitored or not. */
    public NotificationPolicies withHostsMonitored(boolean monitored) {
        return new NotificationPolicies(others, byRule, silences, hours, monitored);
    }

    /** Returns the policy of an alert: of its first rule whose alerts do not wait, otherwise of its first rule. */
    NotificationPolicy of(Alert alert) {
        List<NotificationPolicy> all = alert.rules().stream()
                .map(rule -> byRule.getOrDefault(rule, others))
                .toList();
        return all.stream().filter(policy -> !policy.waits()).findFirst().orElse(all.get(0));
    }

    /** Returns how long recorded alerts influence later ones. */
    public Duration memory() {
        return all().flatMap(policy -> Stream.concat(
                        policy.crashLoop().map(CrashLoopLimit::flapsWithin).stream(),
                        policy.grouping().map(Grouping::interval).stream()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private Stream<NotificationPolicy> all() {
        return Stream.concat(Stream.of(others), byRule.values().stream());
    }
}
