package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that config.yml says, checked.
 *
 * @param notifiers by name, in the file's order
 * @param filters which events are asked of the engine at all
 * @param rules which of them alert whom; every notifier they name is in {@code notifiers}
 * @param imagePolicy which images may be used
 * @param handlings how alerts go out
 * @param reminders of which hosts' updates whom to remind; empty: of none
 * @param heartbeat when to tell whom that there is a watch; empty: never
 */
public record WatchConfiguration(
        Map<String, Notifier> notifiers,
        EventFilters filters,
        RuleSet rules,
        PolicySettings imagePolicy,
        NotificationPolicies handlings,
        Optional<ReminderSettings> reminders,
        Optional<HeartbeatSettings> heartbeat) {

    /** Copies the map, keeping its order. */
    public WatchConfiguration {
        notifiers = Collections.unmodifiableMap(new LinkedHashMap<>(notifiers));
    }
}
