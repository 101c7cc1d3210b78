package io.jenkins.plugins.dockereventwatch.runner.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.delivery.ReplayedMessage;
import io.jenkins.plugins.dockereventwatch.message.Message;
import java.util.List;

/** The output format of {@code replay}. */
enum MessageFormat {
    /** Plain text. */
    TEXT {
        @Override
        String format(ReplayedMessage replayed) {
            Message message = replayed.message();
            StringBuilder text =
                    new StringBuilder("--- ").append(replayed.notifier()).append(": ");
            text.append(String.join("; ", replayed.rules())).append('\n');
            text.append("Date: ").append(replayed.time()).append('\n');
            message.from().ifPresent(from -> text.append("From: ").append(from).append('\n'));
            text.append("To: ").append(String.join(", ", message.to())).append('\n');
            message.subject()
                    .ifPresent(
                            subject -> text.append("Subject: ").append(subject).append('\n'));
            return text.append('\n')
                    .append(message.body().stripTrailing())
                    .append("\n\n")
                    .toString();
        }
    },

    /** One JSON object per line. */
    JSON {
        @Override
        String format(ReplayedMessage replayed) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            Message message = replayed.message();
            List<Alert> alerts = replayed.alerts();
            line.put("time", replayed.time().toString());
            replayed.rules().forEach(line.putArray("rules")::add);
            line.put("notifier", replayed.notifier());
            line.put("host", alerts.get(0).hostLabel());
            line.put("alerts", replayed.total());
            line.set("event", alerts.get(0).event().json());
            if (replayed.total() > 1) {
                ArrayNode events = line.putArray("events");
                alerts.forEach(alert -> events.add(alert.event().json()));
            }
            line.put("subject", message.subject().orElse(null));
            line.put("from", message.from().orElse(null));
            message.to().forEach(line.putArray("to")::add);
            line.put("body", message.body());
            return line + "\n";
        }
    };

    abstract String format(ReplayedMessage replayed);
}
