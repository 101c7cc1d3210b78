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
 * @param context what else is known
 */
public record Alert(DockerEvent event, String hostLabel, List<String> rules, String notifier, AlertContext context) {

    /** Copies the list. */
    public Alert {
        rules = List.copyOf(rules);
    }

    /** An alert of which no more is known than its event. */
    public static Alert of(DockerEvent event, String hostLabel, List<String> rules, String notifier) {
        return new Alert(event, hostLabel, rules, notifier, AlertContext.NONE);
    }

    /** The same alert, of which more is known; what the image policy says stays. */
    public Alert withKnown(AlertContext known) {
        return new Alert(
                event,
                hostLabel,
                rules,
                notifier,
                context.judgement().map(known::withJudgement).orElse(known));
    }
}
