package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.Scalars;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.advice.Hold;
import io.jenkins.plugins.dockereventwatch.update.advice.NamePattern;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateClass;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the update policy in {@code reminders}. */
final class UpdatePolicyReader {

    static final String WAIT = "wait";
    static final String HOTFIX_FROM = "hotfix_from";
    static final String CLASSES = "classes";
    static final String HOLDS = "holds";
    static final String LISTS_DAYS = "lists_days";

    private static final List<String> HOLD = List.of("package", "version", "reason", "by", "until");

    private final Problems problems;
    private final YamlNodes nodes;
    private final Scalars scalars;

    UpdatePolicyReader(ReadContext context) {
        this.problems = context.problems();
        this.nodes = context.nodes();
        this.scalars = context.scalars();
    }

    /** Reads a policy; missing and invalid values are those of the default policy. */
    UpdatePolicy read(Map<String, Entry> keys) {
        UpdatePolicy otherwise = UpdatePolicy.DEFAULT;
        Map<UpdateClass, Integer> days = new EnumMap<>(UpdateClass.class);
        List<String> classes =
                Stream.of(UpdateClass.values()).map(UpdateClass::toString).toList();
        if (keys.containsKey(WAIT)) {
            nodes.mapping(keys.get(WAIT).value(), WAIT, classes)
                    .forEach((name, entry) -> scalars.parsed(entry, UpdatePolicy.WAIT_RANGE::parse)
                            .ifPresent(count -> days.put(UpdateClass.valueOf(name.toUpperCase(Locale.ROOT)), count)));
        }
        Map<NamePattern, UpdateClass> exceptions = new LinkedHashMap<>();
        if (keys.containsKey(CLASSES)) {
            nodes.mapping(keys.get(CLASSES).value(), CLASSES)
                    .forEach((name, entry) -> scalars.parsed(entry.key(), NamePattern::new)
                            .ifPresent(pattern -> scalars.constant(entry, UpdateClass.class)
                                    .ifPresent(kind -> exceptions.put(pattern, kind))));
        }
        List<Hold> holds = new ArrayList<>();
        if (keys.containsKey(HOLDS)) {
            nodes.sequence(keys.get(HOLDS).value(), HOLDS)
                    .forEach(node -> hold(node).ifPresent(holds::add));
        }
        return new UpdatePolicy(
                days,
                scalars.constant(keys.get(HOTFIX_FROM), Severity.GRADES).orElse(otherwise.hotfixFrom()),
                exceptions,
                holds,
                scalars.parsed(keys.get(LISTS_DAYS), UpdatePolicy.STALE_RANGE::parse)
                        .map(Duration::ofDays)
                        .orElse(otherwise.staleAfter()));
    }

    private Optional<Hold> hold(Node node) {
        Map<String, Entry> keys = nodes.mapping(node, "a hold", HOLD);
        for (String required : List.of("package", "reason", "by")) {
            if (!keys.isEmpty() && !keys.containsKey(required)) {
                problems.add(node, "Missing key '" + required + "' of the hold");
            }
        }
        Optional<NamePattern> packages = scalars.parsed(keys.get("package"), NamePattern::new);
        Optional<String> reason = scalars.text(keys.get("reason"));
        Optional<String> by = scalars.text(keys.get("by"));
        Optional<NamePattern> version = scalars.parsed(keys.get("version"), NamePattern::new);
        Optional<LocalDate> until = scalars.parsed(keys.get("until"), Holidays::day);
        return packages.isEmpty() || reason.isEmpty() || by.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hold(packages.get(), version, reason.get(), by.get(), until));
    }
}
