package io.jenkins.plugins.dockereventwatch.image.compose;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the YAML of compose files with anchors and merge keys. Size is bounded: aliased nodes are shared, never copied,
 * and visited once.
 */
final class ComposeYaml {

    private static final int MAX_ALIASES = 1_000;
    private static final int MAX_DEPTH = 50;
    private static final Set<String> REPLACING = Set.of("!reset", "!override");

    private ComposeYaml() {}

    /** Returns the documents that are mappings. */
    static List<MappingNode> documents(String text) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        List<MappingNode> documents = new ArrayList<>();
        try {
            for (Node node : new Yaml(options).composeAll(new StringReader(text))) {
                if (node instanceof MappingNode mapping) {
                    documents.add(mapping);
                }
            }
        } catch (MarkedYAMLException e) {
            throw new IOException(
                    "invalid YAML: line " + (e.getProblemMark().getLine() + 1) + ", column "
                            + (e.getProblemMark().getColumn() + 1) + ": " + e.getProblem(),
                    e);
        } catch (YAMLException e) {
            throw new IOException("invalid YAML: " + e.getMessage(), e);
        }
        return documents;
    }

    /** Returns the value of a key, or null if it is missing, null, or removed by {@code !reset}. */
    static Node get(MappingNode mapping, String key) {
        return entries(mapping).get(key);
    }

    /** Returns whether the value of a key discards earlier values: {@code !reset}, {@code !override}. */
    static boolean replaces(MappingNode mapping, String key) {
        return replacing(mapping).contains(key);
    }

    /** Returns all entries including merged ones; those of the mapping itself take precedence. */
    static Map<String, Node> entries(MappingNode mapping) {
        Map<String, Node> entries = all(mapping);
        entries.values().removeIf(ComposeYaml::isNone);
        return entries;
    }

    /** Returns the keys for which {@link #replaces} is true. */
    static Set<String> replacing(MappingNode mapping) {
        Map<String, Node> entries = all(mapping);
        entries.values().removeIf(value -> !REPLACING.contains(value.getTag().getValue()));
        return entries.keySet();
    }

    private static Map<String, Node> all(MappingNode mapping) {
        Map<String, Node> entries = new LinkedHashMap<>();
        collect(mapping, entries, Collections.newSetFromMap(new IdentityHashMap<>()));
        return entries;
    }

    private static void collect(MappingNode mapping, Map<String, Node> entries, Set<Node> seen) {
        if (!seen.add(mapping)) {
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
        for (Node node : merged) {
            if (node instanceof MappingNode other) {
                collect(other, entries, seen);
            }
        }
    }

    private static boolean isNone(Node node) {
        return node.getTag().equals(Tag.NULL) || node.getTag().getValue().equals("!reset");
    }

    /** Returns the elements of a list; another node as its only element; none for null. */
    static List<Node> elements(Node node) {
        if (node == null) {
            return List.of();
        }
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }
}
