package io.jenkins.plugins.dockereventwatch.settings;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the settings come to, for the engine.
 *
 * @param hosts to follow, by name
 * @param notifiers where alerts go, by name
 * @param rules which events alert which notifiers
 * @param toResponsiblePeople names of those notifiers that tell the people responsible for the build too
 * @param imagePolicy what rules' conditions on images go by
 * @param handlings how alerts go out
 * @param heartbeat when to tell whom that there is a watch; empty: never
 * @param problems what of the settings cannot be used and is left out, for people, without secrets
 */
public record WatchPlan(
        Map<String, DockerHost> hosts,
        Map<String, Notifier> notifiers,
        List<Rule> rules,
        Set<String> toResponsiblePeople,
        ImagePolicy imagePolicy,
        NotificationPolicies handlings,
        Optional<HeartbeatSettings> heartbeat,
        List<String> problems) {

    /** Copies everything, keeping the order. */
    public WatchPlan {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
        notifiers = Collections.unmodifiableMap(new LinkedHashMap<>(notifiers));
        rules = List.copyOf(rules);
        toResponsiblePeople = Set.copyOf(toResponsiblePeople);
        problems = List.copyOf(problems);
    }
}
