package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.DayNames;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads an element of {@code silences}: a time of the day or week at which some alerts are not sent. */
public final class SilenceReader {

    private static final List<String> KEYS =
            List.of("reason", "when", "when_regex", "match", "days", "from", "to", "zone");

    private final Problems problems;
    private final YamlNodes nodes;
    private final RuleReader rules;

    /**
     * Prepares it.
     *
     * @param rules reads conditions
     */
    public SilenceReader(Problems problems, RuleReader rules) {
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
        this.rules = rules;
    }

    /** Reads it; after a complaint what could be read. */
    public RecurringSilence read(Node node) {
        Map<String, Entry> keys = nodes.mapping(node, "a silence", KEYS);
        for (String required : List.of("reason", "from", "to")) {
            if (!keys.isEmpty() && !keys.containsKey(required)) {
                problems.add(node, "the silence has no " + required);
            }
        }
        List<Condition> matchers = rules.conditions(keys);
        return new RecurringSilence(
                matchers,
                keys.containsKey("days") ? days(keys.get("days").value()) : EnumSet.allOf(DayOfWeek.class),
                text(keys.get("from"), LocalTime::parse, "a time of day: \"02:30\", in quotes")
                        .orElse(LocalTime.MIDNIGHT),
                text(keys.get("to"), LocalTime::parse, "a time of day: \"04:00\", in quotes")
                        .orElse(LocalTime.NOON),
                text(keys.get("zone"), ZoneId::of, "a time zone: Europe/Zurich").orElse(ZoneId.systemDefault()),
                text(keys.get("reason"), Function.identity(), "a text").orElse(""));
    }

    private Set<DayOfWeek> days(Node node) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (ScalarNode scalar : nodes.scalars(node, "days")) {
            try {
                days.add(DayNames.day(scalar.getValue()));
            } catch (IllegalArgumentException e) {
                problems.add(scalar, e.getMessage());
            }
        }
        return days;
    }

    private <T> Optional<T> text(Entry entry, Function<String, T> parse, String wanted) {
        if (entry == null) {
            return Optional.empty();
        }
        try {
            return nodes.scalar(entry.value(), entry.name())
                    .map(ScalarNode::getValue)
                    .map(parse);
        } catch (DateTimeException e) {
            problems.add(entry.value(), entry.name() + " is " + wanted);
            return Optional.empty();
        }
    }
}
