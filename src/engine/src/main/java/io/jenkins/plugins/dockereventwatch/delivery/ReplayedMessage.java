package io.jenkins.plugins.dockereventwatch.delivery;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.message.Message;
import java.time.Instant;
import java.util.List;

/**
 * A message that a watch would have sent for recorded events.
 *
 * @param time the time of sending by the clock of the events, in milliseconds
 * @param notifier the name of the notifier
 * @param alerts the alerts in order, at least one and at most 1,000
 * @param total the number of alerts
 * @param message the composed message
 */
public record ReplayedMessage(Instant time, String notifier, List<Alert> alerts, long total, Message message) {

    public ReplayedMessage {
        alerts = List.copyOf(alerts);
    }

    /** Returns the titles of the rules of all alerts, each once, in order. */
    public List<String> rules() {
        return alerts.stream()
                .flatMap(alert -> alert.rules().stream())
                .distinct()
                .toList();
    }
}
