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

/** Takes YAML nodes apart. Reports a problem if a node is not of the expected kind. */
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

    /** The entries of a mapping by key, in order; empty: it is not a mapping. */
    public Map<String, Entry> mapping(Node node, String what) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, "Invalid value of " + what + ": expected a mapping (key: value), got " + kind(node));
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), "Invalid key: expected a text, got " + kind(tuple.getKeyNode()));
            } else if (key.getTag().equals(Tag.MERGE)) {
                problems.add(key, "Merge keys (<<) are not supported: write the keys out");
            } else if (entries.containsKey(key.getValue())) {
                int line = entries.get(key.getValue()).key().getStartMark().getLine() + 1;
                problems.add(key, "Duplicate key '" + key.getValue() + "': the first is in line " + line);
            } else {
                entries.put(key.getValue(), new Entry(key, tuple.getValueNode()));
            }
        }
        return entries;
    }

    /**
     * The entries of a mapping with the allowed keys. A misspelt key is reported, and counts as the key that was meant, so
     * that it causes no further problems.
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
                    "Unknown key '" + name + "': expected " + String.join(", ", allowed)
                            + Suggestion.ending(name, allowed));
            meant.filter(key -> !entries.containsKey(key)).ifPresent(key -> known.putIfAbsent(key, entry));
        });
        return known;
    }

    /** The elements of a list; empty: it is not a list. */
    public List<Node> sequence(Node node, String what) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.add(node, "Invalid value of " + what + ": expected a list, got " + kind(node));
        return List.of();
    }

    /** A scalar as written; empty: it is not a scalar, or null. */
    public Optional<ScalarNode> scalar(Node node, String what) {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return Optional.of(scalar);
        }
        problems.add(node, "Invalid value of " + what + ": expected a text, got " + kind(node));
        return Optional.empty();
    }

    /** One scalar, or a list of at least one scalar. */
    public List<ScalarNode> scalars(Node node, String what) {
        if (!(node instanceof SequenceNode sequence)) {
            return scalar(node, what).map(List::of).orElse(List.of());
        }
        if (sequence.getValue().isEmpty()) {
            problems.add(node, "Empty list of " + what + ": expected at least one value, or no key");
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
        return node.getTag().equals(Tag.NULL) ? "nothing" : "a text";
    }
}
