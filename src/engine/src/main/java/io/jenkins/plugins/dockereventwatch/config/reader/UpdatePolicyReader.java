package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlReader;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.advice.Hold;
import io.jenkins.plugins.dockereventwatch.update.advice.NamePattern;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateClass;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the update policy in {@code reminders}. */
final class UpdatePolicyReader {

    /** The keys of the policy. */
    static final List<String> KEYS = List.of("wait", "hotfix_from", "classes", "holds", "lists_days");

    private static final List<String> HOLD = List.of("package", "version", "reason", "by", "until");

    private final YamlReader yaml;

    UpdatePolicyReader(ReadContext context) {
        this.yaml = context.yaml();
    }

    /** Reads a policy; missing and invalid values are those of the default policy. */
    UpdatePolicy read(YamlMapping keys) {
        UpdatePolicy otherwise = UpdatePolicy.DEFAULT;
        List<UpdateClass> classes = List.of(UpdateClass.values());
        Map<UpdateClass, Integer> days = new EnumMap<>(UpdateClass.class);
        YamlMapping wait =
                keys.mapping("wait", classes.stream().map(UpdateClass::toString).toList());
        classes.forEach(kind ->
                wait.parsed(kind.toString(), UpdatePolicy.WAIT_RANGE::parse).ifPresent(count -> days.put(kind, count)));
        Map<NamePattern, UpdateClass> exceptions = new LinkedHashMap<>();
        keys.get("classes")
                .map(entry -> yaml.mapping(entry.value(), "classes"))
                .ifPresent(named -> named.entries()
                        .forEach(entry -> yaml.parsed(entry.key(), NamePattern::new)
                                .ifPresent(pattern -> named.constant(entry.name(), classes)
                                        .ifPresent(kind -> exceptions.put(pattern, kind)))));
        List<Hold> holds = keys.elements("holds").stream()
                .flatMap(node -> hold(node).stream())
                .toList();
        return new UpdatePolicy(
                days,
                keys.constant("hotfix_from", Severity.GRADES).orElse(otherwise.hotfixFrom()),
                exceptions,
                holds,
                keys.parsed("lists_days", UpdatePolicy.STALE_RANGE::parse)
                        .map(Duration::ofDays)
                        .orElse(otherwise.staleAfter()));
    }

    private Optional<Hold> hold(Node node) {
        YamlMapping hold = yaml.mapping(node, "a hold", HOLD);
        hold.require("package", "reason", "by");
        Optional<NamePattern> packages = hold.parsed("package", NamePattern::new);
        Optional<String> reason = hold.text("reason");
        Optional<String> by = hold.text("by");
        Optional<NamePattern> version = hold.parsed("version", NamePattern::new);
        Optional<LocalDate> until = hold.parsed("until", Holidays::day);
        return packages.isEmpty() || reason.isEmpty() || by.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hold(packages.get(), version, reason.get(), by.get(), until));
    }
}
