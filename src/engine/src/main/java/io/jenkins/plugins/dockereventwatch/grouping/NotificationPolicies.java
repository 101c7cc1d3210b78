package io.jenkins.plugins.dockereventwatch.grouping;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How alerts go out, rule by rule.
 *
 * @param others for rules not named
 * @param byRule by the rule's title
 * @param silences times at which some are not sent
 */
public record NotificationPolicies(
        NotificationPolicy others, Map<String, NotificationPolicy> byRule, List<RecurringSilence> silences) {

    /** Each alert at once. */
    public static final NotificationPolicies EACH =
            new NotificationPolicies(NotificationPolicy.EACH, Map.of(), List.of());

    /** All grouped. */
    public static final NotificationPolicies DEFAULT =
            new NotificationPolicies(NotificationPolicy.DEFAULT, Map.of(), List.of());

    /** Copies map and list. */
    public NotificationPolicies {
        byRule = Map.copyOf(byRule);
        silences = List.copyOf(silences);
    }

    /** How an alert goes out: by the first of its rules that does not make it wait, else by its first. */
    NotificationPolicy of(Alert alert) {
        List<NotificationPolicy> all = alert.rules().stream()
                .map(rule -> byRule.getOrDefault(rule, others))
                .toList();
        return all.stream()
                .filter(handling -> handling.hold().isEmpty())
                .findFirst()
                .orElse(all.get(0));
    }

    /** How long what was told matters to how later alerts go out. */
    public Duration memory() {
        return all().flatMap(handling -> Stream.concat(
                        handling.crashLoop().map(CrashLoopLimit::within).stream(),
                        handling.grouping().map(Grouping::interval).stream()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Whether it matters what becomes of containers after an alert. */
    public boolean followContainers() {
        return all().anyMatch(handling -> handling.resolved() || handling.hold().isPresent());
    }

    private Stream<NotificationPolicy> all() {
        return Stream.concat(Stream.of(others), byRule.values().stream());
    }
}
