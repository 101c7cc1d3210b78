package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A validated configuration of a watch. Configurations with the same contents are equal.
 *
 * @param hosts the Docker hosts by label; config.yml contains none
 * @param notifiers the notifiers by name
 * @param filters the filters of the requested events
 * @param rules the rules and their image policy; every notifier that a rule names is in {@code notifiers}
 * @param policies grouping, crash loops and silences
 * @param monitoring what is monitored besides events
 */
public record WatchConfiguration(
        Map<String, DockerHost> hosts,
        Map<String, Notifier> notifiers,
        EventFilters filters,
        RuleSet rules,
        NotificationPolicies policies,
        Monitoring monitoring) {

    /** A configuration without hosts, rules and notifiers. */
    public static final WatchConfiguration EMPTY = new WatchConfiguration(
            Map.of(),
            Map.of(),
            EventFilters.NONE,
            RuleSet.of(List.of()),
            NotificationPolicies.DEFAULT,
            Monitoring.NONE);

    /** Copies the maps, keeping their order. */
    public WatchConfiguration {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
        notifiers = Collections.unmodifiableMap(new LinkedHashMap<>(notifiers));
    }

    /** Returns the notifiers of all alerts by title: those of rules and of what is monitored. */
    public Map<String, List<String>> notifiersByTitle() {
        Map<String, List<String>> all =
                new LinkedHashMap<>(monitoring.availability().notifiersByTitle());
        for (Rule rule : rules.rules()) {
            List<String> notifiers = new ArrayList<>(all.getOrDefault(rule.title(), List.of()));
            notifiers.addAll(rule.notifiers());
            all.put(rule.title(), notifiers);
        }
        return all;
    }

    public WatchConfiguration withHosts(Map<String, DockerHost> others) {
        return new WatchConfiguration(others, notifiers, filters, rules, policies, monitoring);
    }
}
