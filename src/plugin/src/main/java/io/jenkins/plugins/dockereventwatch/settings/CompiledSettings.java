package io.jenkins.plugins.dockereventwatch.settings;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import java.util.List;
import java.util.Set;

/**
 * The settings of this Jenkins in the form that the watch uses. Equal settings are compiled to equal values.
 *
 * @param watch the configuration of the watch
 * @param toResponsiblePeople names of the notifiers that also alert the people responsible for the build
 * @param problems the settings that are ignored because they are invalid, with the reason, without secrets
 */
public record CompiledSettings(WatchConfiguration watch, Set<String> toResponsiblePeople, List<String> problems) {

    /** The compilation of no settings. */
    public static final CompiledSettings EMPTY = new CompiledSettings(WatchConfiguration.EMPTY, Set.of(), List.of());

    public CompiledSettings {
        toResponsiblePeople = Set.copyOf(toResponsiblePeople);
        problems = List.copyOf(problems);
    }
}
