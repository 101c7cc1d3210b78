package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.config.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.template.Suggestion;
import io.jenkins.plugins.dockereventwatch.update.Hold;
import io.jenkins.plugins.dockereventwatch.update.NamePattern;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import io.jenkins.plugins.dockereventwatch.update.UpdateClass;
import io.jenkins.plugins.dockereventwatch.update.UpdatePolicy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what {@code reminders} says of the policy on updates. */
final class UpdatePolicyReader {

    static final String WAIT = "wait";
    static final String HOTFIX_FROM = "hotfix_from";
    static final String CLASSES = "classes";
    static final String HOLDS = "holds";
    static final String LISTS_DAYS = "lists_days";

    private static final List<String> HOLD = List.of("package", "version", "reason", "by", "until");

    private final Problems problems;
    private final YamlNodes nodes;
    private final Placeholders placeholders;

    UpdatePolicyReader(Problems problems, Placeholders placeholders) {
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
        this.placeholders = placeholders;
    }

    /** Reads it; what is not said, or wrong after a complaint, is as by default. */
    UpdatePolicy read(Map<String, Entry> keys) {
        UpdatePolicy otherwise = UpdatePolicy.DEFAULT;
        Map<UpdateClass, Integer> days = new EnumMap<>(UpdateClass.class);
        List<String> classes =
                Stream.of(UpdateClass.values()).map(UpdateClass::toString).toList();
        if (keys.containsKey(WAIT)) {
            nodes.mapping(keys.get(WAIT).value(), WAIT, classes)
                    .forEach((name, entry) -> parsed(entry, text -> number(text, 0, 365))
                            .ifPresent(count -> days.put(UpdateClass.valueOf(name.toUpperCase(Locale.ROOT)), count)));
        }
        Map<NamePattern, UpdateClass> exceptions = new LinkedHashMap<>();
        if (keys.containsKey(CLASSES)) {
            nodes.mapping(keys.get(CLASSES).value(), CLASSES)
                    .forEach((name, entry) -> pattern(entry.key(), name)
                            .ifPresent(pattern -> parsed(entry, text -> constant(UpdateClass.class, text))
                                    .ifPresent(kind -> exceptions.put(pattern, kind))));
        }
        List<Hold> holds = new ArrayList<>();
        if (keys.containsKey(HOLDS)) {
            nodes.sequence(keys.get(HOLDS).value(), HOLDS)
                    .forEach(node -> hold(node).ifPresent(holds::add));
        }
        return new UpdatePolicy(
                days,
                parsed(keys.get(HOTFIX_FROM), text -> constant(Severity.class, text))
                        .orElse(otherwise.hotfixFrom()),
                exceptions,
                holds,
                parsed(keys.get(LISTS_DAYS), text -> number(text, 1, 365))
                        .map(Duration::ofDays)
                        .orElse(otherwise.staleAfter()));
    }

    private Optional<Hold> hold(Node node) {
        Map<String, Entry> keys = nodes.mapping(node, "a hold", HOLD);
        for (String required : List.of("package", "reason", "by")) {
            if (!keys.isEmpty() && !keys.containsKey(required)) {
                problems.add(node, "the hold has no " + required);
            }
        }
        Optional<NamePattern> packages = parsed(keys.get("package"), NamePattern::new);
        Optional<String> reason = text(keys.get("reason"));
        Optional<String> by = text(keys.get("by"));
        Optional<NamePattern> version = parsed(keys.get("version"), NamePattern::new);
        Optional<LocalDate> until = parsed(keys.get("until"), UpdatePolicyReader::day);
        return packages.isEmpty() || reason.isEmpty() || by.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hold(packages.get(), version, reason.get(), by.get(), until));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no day: write it as 2026-12-24", e);
        }
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException if it is none, or out of its range
     */
    static int number(String text, int least, int most) {
        boolean digits = !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = digits ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException("'" + text + "' is no number from " + least + " to " + most);
        }
        return number;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        List<String> allowed =
                Stream.of(type.getEnumConstants()).map(Object::toString).toList();
        if (!allowed.contains(text)) {
            throw new IllegalArgumentException("'" + text + "' is not known; allowed: " + String.join(", ", allowed)
                    + Suggestion.ending(text, allowed));
        }
        return type.getEnumConstants()[allowed.indexOf(text)];
    }

    private Optional<NamePattern> pattern(Node node, String name) {
        try {
            return Optional.of(new NamePattern(name));
        } catch (IllegalArgumentException e) {
            problems.add(node, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> text(Entry entry) {
        return entry == null
                ? Optional.empty()
                : nodes.scalar(entry.value(), entry.name()).flatMap(placeholders::replace);
    }

    private <T> Optional<T> parsed(Entry entry, Function<String, T> parse) {
        return text(entry).flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (IllegalArgumentException e) {
                problems.add(entry.value(), e.getMessage());
                return Optional.empty();
            }
        });
    }
}
