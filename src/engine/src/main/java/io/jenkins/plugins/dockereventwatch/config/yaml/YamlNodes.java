package io.jenkins.plugins.dockereventwatch.config.yaml;

import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Takes YAML's nodes apart and complains where they are not of the kind wanted. */
public final class YamlNodes {

    private final Problems problems;

    public YamlNodes(Problems problems) {
        this.problems = problems;
    }

    /**
     * An entry of a mapping.
     *
     * @param key its key
     * @param value its value
     */
    public record Entry(ScalarNode key, Node value) {

        public String name() {
            return key.getValue();
        }
    }

    /** A mapping's entries by key, in order; none, after a complaint, where it is no mapping. */
    public Map<String, Entry> mapping(Node node, String what) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, what + " is a mapping (key: value); this is " + kind(node));
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), "a key is a word; this is " + kind(tuple.getKeyNode()));
            } else if (key.getTag().equals(Tag.MERGE)) {
                problems.add(key, "merge keys (<<) are not supported; write the keys out");
            } else if (entries.containsKey(key.getValue())) {
                int line = entries.get(key.getValue()).key().getStartMark().getLine() + 1;
                problems.add(key, "'" + key.getValue() + "' is here twice; the first is in line " + line);
            } else {
                entries.put(key.getValue(), new Entry(key, tuple.getValueNode()));
            }
        }
        return entries;
    }

    /**
     * A mapping's entries where only some keys are allowed. A key that is likely a slip stands for the one it was meant
     * to be, after a complaint, so that it does not bring others.
     */
    public Map<String, Entry> mapping(Node node, String what, Collection<String> allowed) {
        Map<String, Entry> entries = mapping(node, what);
        Map<String, Entry> known = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            if (allowed.contains(name)) {
                known.put(name, entry);
                return;
            }
            Optional<String> meant = Suggestion.of(name, allowed);
            problems.add(
                    entry.key(),
                    "unknown key '" + name + "'; allowed: " + String.join(", ", allowed)
                            + Suggestion.ending(name, allowed));
            meant.filter(key -> !entries.containsKey(key)).ifPresent(key -> known.putIfAbsent(key, entry));
        });
        return known;
    }

    /** A list's elements; none, after a complaint, where it is no list. */
    public List<Node> sequence(Node node, String what) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.add(node, what + " is a list; this is " + kind(node));
        return List.of();
    }

    /** A scalar as it is written; empty, after a complaint, where it is none or null. */
    public Optional<ScalarNode> scalar(Node node, String what) {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return Optional.of(scalar);
        }
        problems.add(node, what + " is a text; this is " + kind(node));
        return Optional.empty();
    }

    /** One scalar, or a list of at least one. */
    public List<ScalarNode> scalars(Node node, String what) {
        if (!(node instanceof SequenceNode sequence)) {
            return scalar(node, what).map(List::of).orElse(List.of());
        }
        if (sequence.getValue().isEmpty()) {
            problems.add(node, what + " is an empty list; name at least one, or remove the key");
        }
        List<ScalarNode> scalars = new ArrayList<>();
        sequence.getValue()
                .forEach(element -> scalar(element, "an element of " + what).ifPresent(scalars::add));
        return scalars;
    }

    private static String kind(Node node) {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return node.getTag().equals(Tag.NULL) ? "empty" : "a text";
    }
}
