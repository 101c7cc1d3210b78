package io.jenkins.plugins.dockereventwatch.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.Message;

/** How {@code replay} shows a message. */
enum MessageFormat {
    /** For people. */
    TEXT {
        @Override
        String show(Alert alert, Message message) {
            StringBuilder text =
                    new StringBuilder("--- ").append(alert.notifier()).append(": ");
            text.append(String.join("; ", alert.rules())).append('\n');
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

    /** For programs: one object a line. */
    JSON {
        @Override
        String show(Alert alert, Message message) {
            ObjectNode line = MAPPER.createObjectNode();
            alert.rules().forEach(line.putArray("rules")::add);
            line.put("notifier", alert.notifier());
            line.put("host", alert.hostLabel());
            line.set("event", alert.event().json());
            line.put("subject", message.subject().orElse(null));
            line.put("from", message.from().orElse(null));
            message.to().forEach(line.putArray("to")::add);
            line.put("body", message.body());
            try {
                return MAPPER.writeValueAsString(line) + "\n";
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("writing JSON made just now", e);
            }
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    abstract String show(Alert alert, Message message);
}
