package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the settings come to, for the engine.
 *
 * @param settings hosts and reminders; empty: there is no host to read
 * @param nodes the names of the nodes whose hosts they are, by the hosts' names
 * @param problems what of the settings cannot be used and is left out, for people
 */
public record HostUpdatePlan(Optional<ReminderSettings> settings, Map<String, String> nodes, List<String> problems) {

    public static final HostUpdatePlan NOTHING = new HostUpdatePlan(Optional.empty(), Map.of(), List.of());

    /** Copies the collections. */
    public HostUpdatePlan {
        nodes = Map.copyOf(nodes);
        problems = List.copyOf(problems);
    }
}
