package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.Scalars;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.event.FieldNames;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads an element of {@code notifications}. */
final class RuleReader {

    private static final List<String> KEYS = List.of(
            "title",
            "when",
            "when_regex",
            "unless",
            "unless_regex",
            "match",
            "image_policy",
            "notify",
            "group",
            "crash_loop",
            "resolved");

    private final Problems problems;
    private final YamlNodes nodes;
    private final Scalars scalars;
    private final Optional<Set<String>> notifiers;
    private final NotificationPolicy defaults;
    private final NotificationPolicyReader policyReader;
    private final Map<String, NotificationPolicy> policies = new LinkedHashMap<>();

    /**
     * Creates a reader.
     *
     * @param notifiers the names of all notifiers; empty: not known
     * @param defaults the policy of rules without their own
     */
    RuleReader(ReadContext context, Optional<Set<String>> notifiers, NotificationPolicy defaults) {
        this.problems = context.problems();
        this.nodes = context.nodes();
        this.scalars = context.scalars();
        this.notifiers = notifiers;
        this.defaults = defaults;
        this.policyReader = new NotificationPolicyReader(context);
    }

    /** Reads a rule, without the invalid values. */
    Rule read(Node node) {
        Map<String, Entry> keys = nodes.mapping(node, "a notification", KEYS);
        String title = title(node, keys);
        NotificationPolicy policy = policyReader.read(keys, defaults);
        NotificationPolicy earlier = policies.put(title, policy);
        if (earlier != null && !earlier.equals(policy)) {
            problems.add(
                    node, "Duplicate title with a different group, crash_loop or resolved: expected another title");
        }
        List<Condition> when = conditions(keys);
        List<String> verdicts = scalars.all(keys.get("image_policy"), RuleReader::verdict);
        if (!verdicts.isEmpty()) {
            when.add(Condition.onImagePolicy(verdicts));
        }
        List<Condition> unless = new ArrayList<>();
        unless.addAll(conditions(keys.get("unless_regex"), Operator.MATCHES, Quantifier.ANY));
        unless.addAll(conditions(keys.get("unless"), Operator.EQUALS, Quantifier.ANY));
        return new Rule(title, when, unless, notify(node, keys));
    }

    /** The conditions of {@code when} and {@code when_regex}, with the quantifier of {@code match}. */
    List<Condition> conditions(Map<String, Entry> keys) {
        Quantifier quantifier = scalars.choice(keys.get("match"), List.of("any", "all"))
                        .filter("all"::equals)
                        .isPresent()
                ? Quantifier.ALL
                : Quantifier.ANY;
        List<Condition> when = new ArrayList<>();
        when.addAll(conditions(keys.get("when_regex"), Operator.MATCHES, quantifier));
        when.addAll(conditions(keys.get("when"), Operator.EQUALS, quantifier));
        return when;
    }

    /** The policies of the rules that were read, by title. */
    Map<String, NotificationPolicy> policies() {
        return policies;
    }

    private String title(Node node, Map<String, Entry> keys) {
        if (!keys.containsKey("title")) {
            if (!keys.isEmpty()) {
                problems.add(node, "Missing key 'title' of the notification");
            }
            return "";
        }
        return scalars.parsed(keys.get("title"), text -> {
                    if (text.isBlank()) {
                        throw new IllegalArgumentException("Blank title: expected a text");
                    }
                    return text;
                })
                .orElse("");
    }

    private static String verdict(String text) {
        if (!Condition.VERDICTS.contains(text)) {
            throw new IllegalArgumentException("Invalid image_policy '" + text + "': expected "
                    + String.join(", ", Condition.VERDICTS) + Suggestion.ending(text, Condition.VERDICTS));
        }
        return text;
    }

    private List<Condition> conditions(Entry entry, Operator operator, Quantifier quantifier) {
        List<Condition> conditions = new ArrayList<>();
        if (entry != null) {
            nodes.mapping(entry.value(), entry.name()).values().stream()
                    .filter(field -> operator != Operator.EQUALS
                            || !field.name().equals(NotificationPolicyReader.RESTARTED_WITHIN))
                    .forEach(field -> condition(field, operator, quantifier).ifPresent(conditions::add));
        }
        return conditions;
    }

    private Optional<Condition> condition(Entry entry, Operator operator, Quantifier quantifier) {
        Optional<FieldPath> field = scalars.parsed(entry.key(), RuleReader::field);
        List<String> values = scalars.all(entry, text -> {
            if (operator == Operator.MATCHES) {
                Condition.checkPattern(text);
            }
            return text;
        });
        return field.isEmpty() || values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition(field.get(), operator, quantifier, values));
    }

    private static FieldPath field(String path) {
        FieldNames.meant(path).ifPresent(meant -> {
            throw new IllegalArgumentException("Unknown field '" + path + "': did you mean '" + meant + "'?");
        });
        return FieldPath.of(path);
    }

    private List<String> notify(Node rule, Map<String, Entry> keys) {
        if (!keys.containsKey("notify") && !keys.isEmpty()) {
            problems.add(rule, "Missing key 'notify' of the notification");
        }
        List<String> names = new ArrayList<>();
        scalars.all(keys.get("notify"), name -> {
            if (notifiers.isPresent() && !notifiers.get().contains(name)) {
                throw new IllegalArgumentException("Unknown notifier '" + name + "': expected "
                        + String.join(", ", notifiers.get()) + Suggestion.ending(name, notifiers.get()));
            }
            if (names.contains(name)) {
                throw new IllegalArgumentException("Duplicate notifier '" + name + "'");
            }
            return names.add(name);
        });
        return names;
    }
}
