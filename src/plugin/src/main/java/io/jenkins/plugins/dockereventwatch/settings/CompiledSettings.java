package io.jenkins.plugins.dockereventwatch.settings;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdatePlan;
import java.util.List;
import java.util.Set;

/**
 * The settings of this Jenkins in the form that the watch uses. Equal settings are compiled to equal values.
 *
 * @param watch the configuration of the watch
 * @param hostUpdates the hosts whose updates are tracked
 * @param toResponsiblePeople names of the notifiers that also alert the people responsible for the build
 * @param problems the settings that are ignored because they are invalid, with the reason, without secrets
 */
public record CompiledSettings(
        WatchConfiguration watch, HostUpdatePlan hostUpdates, Set<String> toResponsiblePeople, List<String> problems) {

    /** The compilation of no settings. */
    public static final CompiledSettings EMPTY =
            new CompiledSettings(WatchConfiguration.EMPTY, HostUpdatePlan.NOTHING, Set.of(), List.of());

    public CompiledSettings {
        toResponsiblePeople = Set.copyOf(toResponsiblePeople);
        problems = List.copyOf(problems);
    }
}
