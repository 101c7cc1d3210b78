package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.config.GroupNames;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.grouping.CrashLoopLimit;
import io.jenkins.plugins.dockereventwatch.grouping.Grouping;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads how alerts go out: {@code group}, {@code crash_loop}, {@code resolved}, of one notification or for all. */
public final class NotificationPolicyReader {

    /** The keys that it reads for all. */
    public static final List<String> KEYS = List.of("group", "crash_loop", "resolved");

    /** The condition that is about what happens afterwards. */
    static final String RESTARTED_WITHIN = "restarted within";

    private static final String NONE = "none";
    private static final int MOST_DEATHS = 1000;

    private final Problems problems;
    private final YamlNodes nodes;

    public NotificationPolicyReader(Problems problems) {
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
    }

    /** Reads what is said; the rest is as in {@code base}. */
    public NotificationPolicy read(Map<String, Entry> keys, NotificationPolicy base) {
        Optional<RestartGracePeriod> hold = hold(keys.get("when"), true).or(() -> hold(keys.get("unless"), false));
        return new NotificationPolicy(
                keys.containsKey("group") ? grouping(keys.get("group").value(), base) : base.grouping(),
                keys.containsKey("crash_loop")
                        ? crashLoop(keys.get("crash_loop").value())
                        : base.crashLoop(),
                hold,
                keys.containsKey("resolved") ? isTrue(keys.get("resolved").value()) : base.resolved());
    }

    private Optional<Grouping> grouping(Node node, NotificationPolicy base) {
        if (isNone(node)) {
            return Optional.empty();
        }
        Grouping like = base.grouping().orElse(Grouping.DEFAULT);
        Map<String, Entry> keys =
                nodes.mapping(node, "group (or the word none)", List.of("by", "wait", "interval", "repeat"));
        Duration delay = duration(keys.get("wait"), like.delay());
        Duration interval = duration(keys.get("interval"), like.interval());
        if (interval.compareTo(delay) < 0) {
            problems.add(node, "interval must not be shorter than wait");
        }
        return Optional.of(new Grouping(
                keys.containsKey("by") ? by(keys.get("by").value()) : like.by(),
                delay,
                interval,
                duration(keys.get("repeat"), like.repeat())));
    }

    private List<String> by(Node node) {
        List<String> by = new ArrayList<>();
        for (ScalarNode word : nodes.scalars(node, "by")) {
            try {
                GroupNames.check(word.getValue());
                by.add(word.getValue());
            } catch (IllegalArgumentException e) {
                problems.add(word, e.getMessage());
            }
        }
        return by;
    }

    private Optional<CrashLoopLimit> crashLoop(Node node) {
        if (isNone(node)) {
            return Optional.empty();
        }
        Map<String, Entry> keys = nodes.mapping(node, "crash_loop (or the word none)", List.of("deaths", "within"));
        CrashLoopLimit limit = CrashLoopLimit.DEFAULT;
        return Optional.of(new CrashLoopLimit(
                keys.containsKey("deaths") ? deaths(keys.get("deaths").value()) : limit.deaths(),
                duration(keys.get("within"), limit.within())));
    }

    private int deaths(Node node) {
        Optional<String> text = nodes.scalar(node, "deaths").map(ScalarNode::getValue);
        try {
            int deaths = Integer.parseInt(text.orElse("2"));
            if (deaths >= 2 && deaths <= MOST_DEATHS) {
                return deaths;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that does not fit.
        }
        problems.add(node, "deaths is a number from 2 to " + MOST_DEATHS);
        return 2;
    }

    private Optional<RestartGracePeriod> hold(Entry conditions, boolean wanted) {
        if (conditions == null || !(conditions.value() instanceof MappingNode)) {
            return Optional.empty();
        }
        // What else is wrong with the conditions is said where they are read.
        Entry within = new YamlNodes(new Problems(problems.file()))
                .mapping(conditions.value(), conditions.name())
                .get(RESTARTED_WITHIN);
        return within == null
                ? Optional.empty()
                : Optional.of(new RestartGracePeriod(duration(within, Duration.ofSeconds(30)), wanted));
    }

    private boolean isTrue(Node node) {
        String text = nodes.scalar(node, "resolved").map(ScalarNode::getValue).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            problems.add(node, "resolved is true or false");
        }
        return text.equals("true");
    }

    private static boolean isNone(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(NONE);
    }

    private Duration duration(Entry entry, Duration otherwise) {
        if (entry == null) {
            return otherwise;
        }
        Optional<ScalarNode> text = nodes.scalar(entry.value(), entry.name());
        try {
            return text.map(scalar -> DurationText.parse(scalar.getValue())).orElse(otherwise);
        } catch (IllegalArgumentException e) {
            problems.add(entry.value(), e.getMessage());
            return otherwise;
        }
    }
}
