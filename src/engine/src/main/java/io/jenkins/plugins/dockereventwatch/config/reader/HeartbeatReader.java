package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping.Entry;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code heartbeat}: {@code off}, or its schedule and notifiers. */
final class HeartbeatReader {

    private static final String KEY = "heartbeat";

    private final ReadContext context;
    private final MailNotifierNames mails;

    HeartbeatReader(ReadContext context, MailNotifierNames mails) {
        this.context = context;
        this.mails = mails;
    }

    /**
     * Reads the heartbeat of a configuration; weekly, to all mail notifiers, if it is not specified.
     *
     * @return empty: {@code off}, invalid, or there are no mail notifiers
     */
    Optional<HeartbeatSettings> read(YamlMapping configuration) {
        Optional<Node> node = configuration.get(KEY).map(Entry::value);
        if (node.isPresent() && !(node.get() instanceof MappingNode)) {
            if (!isOff(node.get())) {
                String expected = "expected off, or a mapping with notify, schedule, zone, holidays";
                context.problems().add(node.get(), "Invalid heartbeat: " + expected);
            }
            return Optional.empty();
        }
        YamlMapping heartbeat = configuration.mapping(KEY, List.of("notify", "schedule", "zone", "holidays"));
        if (context.isLenient()) {
            heartbeat
                    .get("holidays")
                    .ifPresent(entry -> context.problems()
                            .add(entry.key(), "'holidays' is not imported: a heartbeat in Jenkins has no holidays"));
        }
        List<String> names = heartbeat.has("notify")
                ? mails.read(heartbeat, "heartbeats").stream().distinct().toList()
                : mails.all();
        if (node.isPresent() && !heartbeat.has("notify") && names.isEmpty()) {
            context.problems().add(node.get(), "No mail notifier: heartbeats are sent by mail");
        }
        return new ScheduleReader(context)
                .read(heartbeat, KEY)
                .filter(schedule -> !names.isEmpty())
                .map(schedule -> new HeartbeatSettings(schedule, names));
    }

    static boolean isOff(Node node) {
        return node instanceof ScalarNode word && word.getValue().equals("off");
    }
}
