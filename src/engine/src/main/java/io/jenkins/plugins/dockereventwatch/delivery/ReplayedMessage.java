package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.message.Message;
import java.time.Instant;
import java.util.List;

/**
 * A message that a watch would have sent for recorded events.
 *
 * @param time when, by the events' times, to the millisecond
 * @param notifier to which notifier
 * @param alerts what it tells of, in order, at least one and at most 1,000
 * @param total how many alerts it tells of
 * @param message what it says
 */
public record ReplayedMessage(Instant time, String notifier, List<Alert> alerts, long total, Message message) {

    /** Copies the list. */
    public ReplayedMessage {
        alerts = List.copyOf(alerts);
    }

    /** The titles of the rules that its alerts are of, each once, in the alerts' order. */
    public List<String> rules() {
        return alerts.stream()
                .flatMap(alert -> alert.rules().stream())
                .distinct()
                .toList();
    }
}
