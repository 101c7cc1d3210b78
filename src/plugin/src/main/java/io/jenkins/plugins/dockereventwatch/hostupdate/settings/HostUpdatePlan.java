package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of compiling the settings.
 *
 * @param settings hosts and reminders; empty if none are configured
 * @param nodes the names of the hosts' nodes, by host name
 * @param problems the settings that are invalid and left out, with reasons
 */
public record HostUpdatePlan(Optional<ReminderSettings> settings, Map<String, String> nodes, List<String> problems) {

    public static final HostUpdatePlan NOTHING = new HostUpdatePlan(Optional.empty(), Map.of(), List.of());

    public HostUpdatePlan {
        nodes = Map.copyOf(nodes);
        problems = List.copyOf(problems);
    }
}
