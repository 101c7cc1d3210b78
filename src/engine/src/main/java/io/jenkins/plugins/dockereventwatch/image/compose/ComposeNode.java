package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML node of a compose file, with merge keys applied. Aliased nodes are shared, never copied, and visited once.
 *
 * @param node the node; null for a key without a value
 */
record ComposeNode(ComposeFile file, Node node) {

    private static final Set<String> REPLACING = Set.of("!reset", "!override");

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Returns the text of a scalar with its variables expanded; empty for other nodes. */
    Expansion value() {
        return node instanceof ScalarNode scalar
                ? new ComposeVariables(file.variables()).expand(scalar.getValue())
                : Expansion.of("");
    }

    ImageLocation at(String what) {
        return new ImageLocation(
                file.path().shown().toString(),
                node.getStartMark().getLine() + 1,
                node.getStartMark().getColumn() + 1,
                what);
    }

    /** Returns the value of a key; empty if the key is missing, null, or removed by {@code !reset}. */
    Optional<ComposeNode> get(String key) {
        return Optional.ofNullable(entries().get(key));
    }

    /** Returns the entries with a value, including merged ones; those of the mapping itself take precedence. */
    Map<String, ComposeNode> entries() {
        Map<String, ComposeNode> entries = new LinkedHashMap<>();
        all().forEach((key, value) -> {
            if (!value.getTag().equals(Tag.NULL) && !value.getTag().getValue().equals("!reset")) {
                entries.put(key, new ComposeNode(file, value));
            }
        });
        return entries;
    }

    /** Returns all keys, including those without a value. */
    Set<String> keys() {
        return all().keySet();
    }

    /** Returns the keys whose value discards earlier values: {@code !reset}, {@code !override}. */
    Set<String> replacing() {
        Map<String, Node> entries = all();
        entries.values().removeIf(value -> !REPLACING.contains(value.getTag().getValue()));
        return entries.keySet();
    }

    private Map<String, Node> all() {
        Map<String, Node> entries = new LinkedHashMap<>();
        collect(node, entries, Collections.newSetFromMap(new IdentityHashMap<>()));
        return entries;
    }

    private static void collect(Node node, Map<String, Node> entries, Set<Node> seen) {
        if (!(node instanceof MappingNode mapping) || !seen.add(mapping)) {
            return;
        }
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                if (key.getTag().equals(Tag.MERGE)) {
                    merged.addAll(elements(tuple.getValueNode()));
                } else {
                    entries.putIfAbsent(key.getValue(), tuple.getValueNode());
                }
            }
        }
        merged.forEach(other -> collect(other, entries, seen));
    }

    /** Returns the elements of the list of a key; another value as its only element. */
    List<ComposeNode> elements(String key) {
        return get(key).map(ComposeNode::elements).orElse(List.of());
    }

    /** Returns the elements of a list; another node as its only element. */
    List<ComposeNode> elements() {
        return elements(node).stream()
                .map(element -> new ComposeNode(file, element))
                .toList();
    }

    private static List<Node> elements(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }
}
