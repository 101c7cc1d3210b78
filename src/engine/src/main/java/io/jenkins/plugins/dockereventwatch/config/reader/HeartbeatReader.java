package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code heartbeat}: {@code off}, or its schedule and notifiers. */
final class HeartbeatReader {

    private final ReadContext context;
    private final Problems problems;
    private final MailNotifierNames mails;

    HeartbeatReader(ReadContext context, MailNotifierNames mails) {
        this.context = context;
        this.problems = context.problems();
        this.mails = mails;
    }

    /**
     * Reads the heartbeat.
     *
     * @param root the configuration
     * @param entry null: weekly, to all mail notifiers
     * @return empty: {@code off}, invalid, or there are no mail notifiers
     */
    Optional<HeartbeatSettings> read(Node root, Entry entry) {
        if (entry == null) {
            return settings(root, Map.of(), mails.all());
        }
        if (entry.value() instanceof ScalarNode word && word.getValue().equals("off")) {
            return Optional.empty();
        }
        if (!(entry.value() instanceof MappingNode)) {
            problems.add(
                    entry.value(),
                    "Invalid heartbeat: expected off, or a mapping with notify, schedule, zone, holidays");
            return Optional.empty();
        }
        List<String> allowed = new ArrayList<>(List.of("notify"));
        allowed.addAll(ScheduleReader.KEYS);
        Map<String, Entry> keys = context.nodes().mapping(entry.value(), "heartbeat", allowed);
        if (context.isLenient()) {
            for (String key : List.of("zone", "holidays")) {
                if (keys.containsKey(key)) {
                    problems.add(
                            keys.get(key).key(),
                            "'" + key + "' is not imported: the heartbeat uses the time zone of Jenkins");
                }
            }
        }
        List<String> names = keys.containsKey("notify")
                ? mails.read(keys.get("notify"), "heartbeats").stream()
                        .distinct()
                        .toList()
                : mails.all();
        if (!keys.containsKey("notify") && names.isEmpty()) {
            problems.add(entry.value(), "No mail notifier: heartbeats are sent by mail");
        }
        return settings(entry.value(), keys, names);
    }

    private Optional<HeartbeatSettings> settings(Node node, Map<String, Entry> keys, List<String> names) {
        return new ScheduleReader(context)
                .read(node, keys, "heartbeat")
                .filter(schedule -> !names.isEmpty())
                .map(schedule -> new HeartbeatSettings(schedule, names));
    }
}
