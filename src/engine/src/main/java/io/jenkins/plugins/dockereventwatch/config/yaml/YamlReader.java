package io.jenkins.plugins.dockereventwatch.config.yaml;

import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML nodes. A problem is reported at the position of the node. */
public final class YamlReader {

    private final Problems problems;
    private final Optional<Placeholders> placeholders;

    /**
     * Creates a reader.
     *
     * @param placeholders replaces the placeholders of texts; empty: texts have none
     */
    public YamlReader(Problems problems, Optional<Placeholders> placeholders) {
        this.problems = problems;
        this.placeholders = placeholders;
    }

    /** Parses and validates a text. */
    @FunctionalInterface
    public interface Parser<T> {

        /**
         * Parses a text.
         *
         * @throws IllegalArgumentException if it is invalid, with a message for users
         */
        T parse(String text);
    }

    /** A mapping with any keys. */
    public YamlMapping mapping(Node node, String what) {
        return new YamlMapping(this, node, what).read();
    }

    /**
     * A mapping with the allowed keys. A misspelt key is reported, and counts as the key that was meant, so that it causes
     * no further problems.
     */
    public YamlMapping mapping(Node node, String what, Collection<String> allowed) {
        return mapping(node, what).restrictedTo(allowed);
    }

    /** The elements of a list; empty: it is not a list. */
    public List<Node> sequence(Node node, String what) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        unexpected(node, what, "a list");
        return List.of();
    }

    /** A scalar as written; empty: it is not a scalar, or null. */
    public Optional<ScalarNode> scalar(Node node, String what) {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return Optional.of(scalar);
        }
        unexpected(node, what, "a text");
        return Optional.empty();
    }

    /** One scalar, or a list of at least one scalar. */
    public List<ScalarNode> scalars(Node node, String what) {
        if (!(node instanceof SequenceNode sequence)) {
            return scalar(node, what).map(List::of).orElse(List.of());
        }
        if (sequence.getValue().isEmpty()) {
            problem(node, "Empty list of " + what + ": expected at least one value, or no key");
        }
        List<ScalarNode> scalars = new ArrayList<>();
        sequence.getValue()
                .forEach(element -> scalar(element, "an element of " + what).ifPresent(scalars::add));
        return scalars;
    }

    /** The value of a scalar; empty: it is invalid. */
    public <T> Optional<T> parsed(ScalarNode node, Parser<T> parser) {
        return placeholders
                .map(replacer -> replacer.replace(node))
                .orElse(Optional.of(node.getValue()))
                .flatMap(text -> {
                    try {
                        return Optional.of(parser.parse(text));
                    } catch (IllegalArgumentException e) {
                        problem(node, e.getMessage());
                        return Optional.empty();
                    }
                });
    }

    /**
     * Returns a word that must be one of the allowed ones.
     *
     * @param problem the start of the message, such as {@code Unknown notifier}
     * @throws IllegalArgumentException if it is another word
     */
    public static String check(String problem, String word, Collection<String> allowed) {
        if (!allowed.contains(word)) {
            throw new IllegalArgumentException(problem + " '" + word + "': expected " + String.join(", ", allowed)
                    + Suggestion.ending(word, allowed));
        }
        return word;
    }

    /** Reports a problem of a node. */
    public void problem(Node node, String message) {
        problems.add(node, message);
    }

    void unexpected(Node node, String what, String expected) {
        problem(
                node,
                "Invalid value of " + what + ": expected " + expected + ", got " + kind(node) + quoted(node, expected));
    }

    /** How to write a text with a colon, which is a mapping without quotes. */
    private static String quoted(Node node, String expected) {
        return expected.equals("a text")
                        && node instanceof MappingNode mapping
                        && mapping.getValue().size() == 1
                        && mapping.getValue().get(0).getKeyNode() instanceof ScalarNode key
                        && mapping.getValue().get(0).getValueNode() instanceof ScalarNode value
                ? "; a text with a colon needs quotes: \"" + key.getValue() + ": " + value.getValue() + "\""
                : "";
    }

    static String kind(Node node) {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return node.getTag().equals(Tag.NULL) ? "nothing" : "a text";
    }
}
