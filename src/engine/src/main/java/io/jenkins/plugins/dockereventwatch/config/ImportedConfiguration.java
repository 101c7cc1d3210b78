package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.availability.AvailabilitySettings;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problem;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a config.yml that can be imported without its templates, environment and secret files.
 *
 * @param notifiers the notifiers, in the order of the file
 * @param rules the rules, in the order of the file, each with the filters of the file as further conditions
 * @param silences the complete silences
 * @param availability the complete services, and the hosts
 * @param defaults the settings that the file contains
 * @param problems everything that cannot be imported, in the order of the file
 */
public record ImportedConfiguration(
        List<NotifierDefinition> notifiers,
        List<ImportedRule> rules,
        List<RecurringSilence> silences,
        AvailabilitySettings availability,
        Defaults defaults,
        List<Problem> problems) {

    /** Copies the lists. */
    public ImportedConfiguration {
        notifiers = List.copyOf(notifiers);
        rules = List.copyOf(rules);
        silences = List.copyOf(silences);
        problems = List.copyOf(problems);
    }

    /**
     * An imported rule.
     *
     * @param policy how its alerts are combined
     * @param complete whether all of it was imported; if not, it may match more events than it should
     */
    public record ImportedRule(Rule rule, NotificationPolicy policy, boolean complete) {}

    /**
     * Settings of the whole file; each is empty if the file does not contain it, or not completely.
     *
     * @param policy for rules without their own
     * @param imagePolicy the image policy
     * @param heartbeat the heartbeat
     */
    public record Defaults(
            Optional<NotificationPolicy> policy,
            Optional<PolicySettings> imagePolicy,
            Optional<ImportedHeartbeat> heartbeat) {}

    /**
     * An imported heartbeat.
     *
     * @param settings empty: {@code heartbeat: off}
     */
    public record ImportedHeartbeat(Optional<HeartbeatSettings> settings) {}
}
