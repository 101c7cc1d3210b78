package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.Scalars;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.grouping.CrashLoopLimit;
import io.jenkins.plugins.dockereventwatch.grouping.Grouping;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code group}, {@code crash_loop}, {@code resolved} and {@code restarted within}, of one rule or for all. */
final class NotificationPolicyReader {

    /** The keys for all rules. */
    static final List<String> KEYS = List.of("group", "crash_loop", "resolved");

    /** The condition about the time after the event. */
    static final String RESTARTED_WITHIN = "restarted within";

    private static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(30);

    private final Problems problems;
    private final YamlNodes nodes;
    private final Scalars scalars;

    NotificationPolicyReader(ReadContext context) {
        this.problems = context.problems();
        this.nodes = context.nodes();
        this.scalars = context.scalars();
    }

    /**
     * Reads a policy.
     *
     * @param base provides what the keys do not contain
     */
    NotificationPolicy read(Map<String, Entry> keys, NotificationPolicy base) {
        return new NotificationPolicy(
                keys.containsKey("group") ? grouping(keys.get("group").value(), base) : base.grouping(),
                keys.containsKey("crash_loop")
                        ? crashLoop(keys.get("crash_loop").value())
                        : base.crashLoop(),
                gracePeriod(keys.get("when"), true).or(() -> gracePeriod(keys.get("unless"), false)),
                scalars.choice(keys.get("resolved"), List.of("true", "false"))
                        .map(Boolean::valueOf)
                        .orElse(base.resolved()));
    }

    private Optional<Grouping> grouping(Node node, NotificationPolicy base) {
        if (isNone(node)) {
            return Optional.empty();
        }
        Grouping defaults = base.grouping().orElse(Grouping.DEFAULT);
        Map<String, Entry> keys =
                nodes.mapping(node, "group (or the word none)", List.of("by", "wait", "interval", "repeat"));
        List<String> by = scalars.all(keys.get("by"), text -> {
            Grouping.checkField(text);
            return text;
        });
        try {
            return Optional.of(new Grouping(
                    keys.containsKey("by") ? by : defaults.by(),
                    duration(keys.get("wait"), defaults.delay()),
                    duration(keys.get("interval"), defaults.interval()),
                    duration(keys.get("repeat"), defaults.repeat())));
        } catch (IllegalArgumentException e) {
            problems.add(node, e.getMessage());
            return Optional.of(defaults);
        }
    }

    private Optional<CrashLoopLimit> crashLoop(Node node) {
        if (isNone(node)) {
            return Optional.empty();
        }
        Map<String, Entry> keys = nodes.mapping(node, "crash_loop (or the word none)", List.of("deaths", "within"));
        CrashLoopLimit defaults = CrashLoopLimit.DEFAULT;
        return Optional.of(new CrashLoopLimit(
                scalars.parsed(keys.get("deaths"), CrashLoopLimit.DEATHS::parse).orElse(defaults.deaths()),
                duration(keys.get("within"), defaults.within())));
    }

    private Optional<RestartGracePeriod> gracePeriod(Entry conditions, boolean wanted) {
        if (conditions == null || !(conditions.value() instanceof MappingNode)) {
            return Optional.empty();
        }
        // The other problems of the conditions are reported where they are read.
        Entry within = new YamlNodes(new Problems(problems.file()))
                .mapping(conditions.value(), conditions.name())
                .get(RESTARTED_WITHIN);
        return Optional.ofNullable(within)
                .map(entry -> new RestartGracePeriod(duration(entry, DEFAULT_GRACE_PERIOD), wanted));
    }

    private static boolean isNone(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals("none");
    }

    private Duration duration(Entry entry, Duration otherwise) {
        return scalars.parsed(entry, DurationText::parse).orElse(otherwise);
    }
}
