package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.List;

/**
 * An event to be sent to one notifier. If several rules with the same notifier match an event, they cause one alert.
 *
 * @param hostLabel the Docker host's label
 * @param rules the titles of the matching rules in the order of the configuration, at least one
 * @param notifier the notifier's name
 */
public record Alert(DockerEvent event, String hostLabel, List<String> rules, String notifier, AlertContext context) {

    public Alert {
        rules = List.copyOf(rules);
    }

    /** Returns an alert without context. */
    public static Alert of(DockerEvent event, String hostLabel, List<String> rules, String notifier) {
        return new Alert(event, hostLabel, rules, notifier, AlertContext.NONE);
    }

    /** Returns the alert with another context; keeps its image verdict. */
    public Alert withKnown(AlertContext known) {
        return new Alert(
                event,
                hostLabel,
                rules,
                notifier,
                context.verdict().map(known::withVerdict).orElse(known));
    }
}
