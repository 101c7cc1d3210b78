package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.FieldNames;
import io.jenkins.plugins.dockereventwatch.config.yaml.Placeholders;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
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
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one element of {@code notifications}. */
public final class RuleReader {

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
    private final Placeholders placeholders;
    private final Optional<Set<String>> notifiers;
    private final NotificationPolicy others;
    private final NotificationPolicyReader handlingReader;
    private final Map<String, NotificationPolicy> handlings = new LinkedHashMap<>();

    /**
     * Prepares it.
     *
     * @param notifiers the names there are; empty where that is not known
     * @param others how alerts go out where a rule does not say
     */
    public RuleReader(
            Problems problems, Placeholders placeholders, Optional<Set<String>> notifiers, NotificationPolicy others) {
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
        this.placeholders = placeholders;
        this.notifiers = notifiers;
        this.others = others;
        this.handlingReader = new NotificationPolicyReader(problems);
    }

    /** Reads it; after a complaint what could be read. */
    public Rule read(Node node) {
        Map<String, Entry> keys = nodes.mapping(node, "a notification", KEYS);
        String title = title(node, keys);
        NotificationPolicy like = handlings.getOrDefault(title, others);
        NotificationPolicy handling = handlingReader.read(keys, others);
        if (handlings.containsKey(title) && !handling.equals(like)) {
            problems.add(node, "another notification with this title goes out in another way; give it another title");
        }
        handlings.put(title, handling);
        List<Condition> when = conditions(keys);
        if (keys.containsKey("image_policy")) {
            imagePolicy(keys.get("image_policy")).ifPresent(when::add);
        }
        List<Condition> unless = new ArrayList<>();
        unless.addAll(conditions(keys.get("unless_regex"), Operator.MATCHES, Quantifier.ANY));
        unless.addAll(conditions(keys.get("unless"), Operator.EQUALS, Quantifier.ANY));
        return new Rule(title, when, unless, notify(node, keys));
    }

    /** The conditions of {@code when} and {@code when_regex}, as {@code match} says. */
    List<Condition> conditions(Map<String, Entry> keys) {
        Quantifier quantifier = quantifier(keys.get("match"));
        List<Condition> when = new ArrayList<>();
        when.addAll(conditions(keys.get("when_regex"), Operator.MATCHES, quantifier));
        when.addAll(conditions(keys.get("when"), Operator.EQUALS, quantifier));
        return when;
    }

    /** How the alerts of the rules that were read go out, by title. */
    public Map<String, NotificationPolicy> handlings() {
        return handlings;
    }

    private String title(Node node, Map<String, Entry> keys) {
        if (!keys.containsKey("title")) {
            if (!keys.isEmpty()) {
                problems.add(node, "the notification has no title; alerts are named by it");
            }
            return "";
        }
        Node value = keys.get("title").value();
        String title =
                nodes.scalar(value, "a title").flatMap(placeholders::replace).orElse(null);
        if (title != null && title.isBlank()) {
            problems.add(value, "the title is blank; alerts are named by it");
        }
        return title == null ? "" : title;
    }

    private Quantifier quantifier(Entry entry) {
        if (entry == null) {
            return Quantifier.ANY;
        }
        String text =
                nodes.scalar(entry.value(), "match").map(ScalarNode::getValue).orElse("any");
        return switch (text) {
            case "any" -> Quantifier.ANY;
            case "all" -> Quantifier.ALL;
            default -> {
                problems.add(
                        entry.value(),
                        "match is 'any' (one value of a list is enough) or 'all' (every value must fit)"
                                + Suggestion.ending(text, List.of("any", "all")));
                yield Quantifier.ANY;
            }
        };
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
        Optional<FieldPath> field = field(entry.key());
        List<String> values = new ArrayList<>();
        for (ScalarNode node : nodes.scalars(entry.value(), entry.name())) {
            placeholders
                    .replace(node)
                    .filter(value -> isValid(node, value, operator))
                    .ifPresent(values::add);
        }
        return field.isEmpty() || values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition(field.get(), operator, quantifier, values));
    }

    private Optional<Condition> imagePolicy(Entry entry) {
        List<String> verdicts = new ArrayList<>();
        for (ScalarNode node : nodes.scalars(entry.value(), entry.name())) {
            String verdict = node.getValue();
            if (Condition.VERDICTS.contains(verdict)) {
                verdicts.add(verdict);
            } else {
                problems.add(
                        node,
                        "image_policy is " + String.join(", ", Condition.VERDICTS) + ", or a list of them"
                                + Suggestion.ending(verdict, Condition.VERDICTS));
            }
        }
        return verdicts.isEmpty() ? Optional.empty() : Optional.of(Condition.onImagePolicy(verdicts));
    }

    private Optional<FieldPath> field(ScalarNode key) {
        Optional<String> meant = FieldNames.meant(key.getValue());
        if (meant.isPresent()) {
            problems.add(key, "events have no field '" + key.getValue() + "'; did you mean '" + meant.get() + "'?");
            return Optional.empty();
        }
        try {
            return Optional.of(FieldPath.of(key.getValue()));
        } catch (IllegalArgumentException e) {
            problems.add(key, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean isValid(ScalarNode node, String value, Operator operator) {
        if (operator == Operator.EQUALS) {
            return true;
        }
        try {
            Condition.checkPattern(value);
            return true;
        } catch (IllegalArgumentException e) {
            problems.add(node, e.getMessage());
            return false;
        }
    }

    private List<String> notify(Node rule, Map<String, Entry> keys) {
        List<String> names = new ArrayList<>();
        if (!keys.containsKey("notify")) {
            if (!keys.isEmpty()) {
                problems.add(rule, "the notification has no notify; name the notifiers to alert");
            }
            return names;
        }
        for (ScalarNode node : nodes.scalars(keys.get("notify").value(), "notify")) {
            placeholders.replace(node).ifPresent(name -> addNotifier(node, name, names));
        }
        return names;
    }

    private void addNotifier(ScalarNode node, String name, List<String> names) {
        if (notifiers.isPresent() && !notifiers.get().contains(name)) {
            problems.add(
                    node,
                    "there is no notifier '" + name + "'; there are: " + String.join(", ", notifiers.get())
                            + Suggestion.ending(name, notifiers.get()));
        } else if (names.contains(name)) {
            problems.add(node, "the notifier '" + name + "' is named twice");
        } else {
            names.add(name);
        }
    }
}
