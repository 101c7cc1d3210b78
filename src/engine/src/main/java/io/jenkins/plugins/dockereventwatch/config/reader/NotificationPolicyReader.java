package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.DurationText;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping.Entry;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlReader;
import io.jenkins.plugins.dockereventwatch.event.FieldNames;
import io.jenkins.plugins.dockereventwatch.grouping.CrashLoopLimit;
import io.jenkins.plugins.dockereventwatch.grouping.Grouping;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.grouping.RestartGracePeriod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code group}, {@code crash_loop}, {@code resolved}, {@code for} and {@code restarted_within}. */
final class NotificationPolicyReader {

    /** The keys for all rules. */
    static final List<String> KEYS = List.of("group", "crash_loop", "resolved");

    /** The condition about the time after the event. */
    static final String RESTARTED_WITHIN = "restarted_within";

    private static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(30);

    private final ReadContext context;
    private final YamlReader yaml;

    NotificationPolicyReader(ReadContext context) {
        this.context = context;
        this.yaml = context.yaml();
    }

    /**
     * Reads a policy.
     *
     * @param base provides what the keys do not contain
     */
    NotificationPolicy read(YamlMapping keys, NotificationPolicy base) {
        return new NotificationPolicy(
                keys.get("group").map(entry -> grouping(entry.value(), base)).orElse(base.grouping()),
                keys.get("crash_loop").map(entry -> crashLoop(entry.value())).orElse(base.crashLoop()),
                gracePeriod(keys.get("when"), true).or(() -> gracePeriod(keys.get("unless"), false)),
                keys.flag("resolved", "true", "false").orElse(base.resolved()),
                keys.parsed("for", DurationText::parse).or(base::persistFor));
    }

    private Optional<Grouping> grouping(Node node, NotificationPolicy base) {
        if (isNone(node)) {
            return Optional.empty();
        }
        Grouping defaults = base.grouping().orElse(Grouping.DEFAULT);
        YamlMapping group = yaml.mapping(node, "group (or the word none)", List.of("by", "wait", "interval", "repeat"));
        List<String> by = new ArrayList<>();
        for (ScalarNode field : group.scalars("by")) {
            yaml.parsed(field, text -> {
                        Grouping.checkField(text);
                        return text;
                    })
                    .ifPresent(name -> {
                        by.add(name);
                        warnIfUnknown(name, field);
                    });
        }
        try {
            return Optional.of(new Grouping(
                    group.has("by") ? by : defaults.by(),
                    group.parsed("wait", DurationText::parse).orElse(defaults.delay()),
                    group.parsed("interval", DurationText::parse).orElse(defaults.interval()),
                    group.parsed("repeat", DurationText::parse).orElse(defaults.repeat())));
        } catch (IllegalArgumentException e) {
            yaml.problem(node, e.getMessage());
            return Optional.of(defaults);
        }
    }

    private void warnIfUnknown(String by, Node node) {
        if (!Grouping.NAMES.contains(by)) {
            FieldNames.problem(by).ifPresent(problem -> context.problems().warn(node, problem.getMessage()));
        }
    }

    private Optional<CrashLoopLimit> crashLoop(Node node) {
        if (isNone(node)) {
            return Optional.empty();
        }
        YamlMapping limit = yaml.mapping(node, "crash_loop (or the word none)", List.of("deaths", "within"));
        CrashLoopLimit defaults = CrashLoopLimit.DEFAULT;
        return Optional.of(new CrashLoopLimit(
                limit.parsed("deaths", CrashLoopLimit.DEATHS::parse).orElse(defaults.deaths()),
                limit.parsed("within", DurationText::parse).orElse(defaults.within())));
    }

    private Optional<RestartGracePeriod> gracePeriod(Optional<Entry> conditions, boolean wanted) {
        return restartedWithin(conditions)
                .map(within -> new RestartGracePeriod(
                        yaml.scalar(within.value(), within.name())
                                .flatMap(scalar -> yaml.parsed(scalar, DurationText::parse))
                                .orElse(DEFAULT_GRACE_PERIOD),
                        wanted));
    }

    private Optional<Entry> restartedWithin(Optional<Entry> conditions) {
        // The other problems of the conditions are reported where they are read.
        return conditions
                .filter(entry -> entry.value() instanceof MappingNode)
                .map(entry -> new YamlReader(new Problems(context.problems().file()), Optional.empty())
                        .mapping(entry.value(), entry.name()))
                .flatMap(mapping -> mapping.get(RESTARTED_WITHIN));
    }

    /** The key of a rule's grace period. */
    Optional<ScalarNode> gracePeriodKey(YamlMapping rule) {
        return restartedWithin(rule.get("when"))
                .or(() -> restartedWithin(rule.get("unless")))
                .map(Entry::key);
    }

    private static boolean isNone(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals("none");
    }
}
