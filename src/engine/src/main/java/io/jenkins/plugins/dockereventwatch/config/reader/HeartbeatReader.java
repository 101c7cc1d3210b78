package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Placeholders;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code heartbeat}: {@code off}, or when it is due and for whom. */
final class HeartbeatReader {

    private static final String WHAT = "heartbeats";

    private final Problems problems;
    private final Placeholders placeholders;
    private final Map<String, Notifier> notifiers;

    /**
     * Prepares it.
     *
     * @param notifiers those that could be read, by name
     */
    HeartbeatReader(Problems problems, Placeholders placeholders, Map<String, Notifier> notifiers) {
        this.problems = problems;
        this.placeholders = placeholders;
        this.notifiers = notifiers;
    }

    /**
     * Reads it. Where nothing is said: each week, to all that get mail.
     *
     * @param root the configuration
     * @param entry null: nothing is said
     * @return empty where there is to be none, or after a complaint
     */
    Optional<HeartbeatSettings> read(Node root, Entry entry) {
        if (entry == null) {
            return settings(root, Map.of(), all());
        }
        if (entry.value() instanceof ScalarNode word && word.getValue().equals("off")) {
            return Optional.empty();
        }
        if (!(entry.value() instanceof MappingNode)) {
            problems.add(entry.value(), "heartbeat is off, or a mapping with notify, schedule, zone, holidays");
            return Optional.empty();
        }
        List<String> allowed = new ArrayList<>(List.of("notify"));
        allowed.addAll(ScheduleReader.KEYS);
        Map<String, Entry> keys = new YamlNodes(problems).mapping(entry.value(), "heartbeat", allowed);
        List<MailNotifier> named =
                new MailNotifierNames(problems, placeholders, notifiers).read(keys.get("notify"), WHAT);
        boolean wanting = !keys.containsKey("notify") && all().isEmpty();
        if (wanting) {
            problems.add(entry.value(), WHAT + " go out by mail, and there is no mail notifier");
        }
        return settings(
                entry.value(),
                keys,
                keys.containsKey("notify")
                        ? named.stream().map(MailNotifier::name).distinct().toList()
                        : all());
    }

    private Optional<HeartbeatSettings> settings(Node node, Map<String, Entry> keys, List<String> names) {
        return new ScheduleReader(problems, placeholders)
                .read(node, keys, "heartbeat")
                .filter(schedule -> !names.isEmpty())
                .map(schedule -> new HeartbeatSettings(schedule, names));
    }

    private List<String> all() {
        return notifiers.values().stream()
                .filter(MailNotifier.class::isInstance)
                .map(Notifier::name)
                .toList();
    }
}
