package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.List;

/**
 * An event that a notifier is to tell of. Several rules that send one event to one notifier make one alert.
 *
 * @param event what happened
 * @param hostLabel the Docker host's name for people
 * @param rules titles of the rules that the event met, in the order of the configuration, at least one
 * @param notifier the name of the notifier to alert
 */
public record Alert(DockerEvent event, String hostLabel, List<String> rules, String notifier) {

    /** Copies the list. */
    public Alert {
        rules = List.copyOf(rules);
    }
}
