package io.jenkins.plugins.dockereventwatch.config.yaml;

import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads single values, with their placeholders replaced. A problem of a value is reported at its position. */
public final class Scalars {

    private final Problems problems;
    private final YamlNodes nodes;
    private final Placeholders placeholders;

    public Scalars(Problems problems, Placeholders placeholders) {
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
        this.placeholders = placeholders;
    }

    /** The text of an entry; empty: null, or invalid. */
    public Optional<String> text(Entry entry) {
        return parsed(entry, text -> text);
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

    /** The value of an entry; empty: the entry is null, or invalid. */
    public <T> Optional<T> parsed(Entry entry, Parser<T> parser) {
        return entry == null
                ? Optional.empty()
                : nodes.scalar(entry.value(), entry.name()).flatMap(node -> parsed(node, parser));
    }

    /** The value of a node; empty: it is invalid. */
    public <T> Optional<T> parsed(ScalarNode node, Parser<T> parser) {
        return placeholders.replace(node).flatMap(text -> {
            try {
                return Optional.of(parser.parse(text));
            } catch (IllegalArgumentException e) {
                problems.add(node, e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** The values of one scalar, or of a list of scalars; without the invalid ones. */
    public <T> List<T> all(Entry entry, Parser<T> parser) {
        return entry == null
                ? List.of()
                : nodes.scalars(entry.value(), entry.name()).stream()
                        .flatMap(node -> parsed(node, parser).stream())
                        .toList();
    }

    /** One of the allowed words. */
    public Optional<String> choice(Entry entry, List<String> allowed) {
        return parsed(entry, text -> {
            if (!allowed.contains(text)) {
                throw new IllegalArgumentException("Invalid value '" + text + "': expected "
                        + String.join(", ", allowed) + Suggestion.ending(text, allowed));
            }
            return text;
        });
    }

    /** A constant of an enum, by its text. */
    public <E extends Enum<E>> Optional<E> constant(Entry entry, Class<E> type) {
        return constant(entry, List.of(type.getEnumConstants()));
    }

    /** One of some constants, by its text. */
    public <E extends Enum<E>> Optional<E> constant(Entry entry, List<E> constants) {
        List<String> allowed = constants.stream().map(Object::toString).toList();
        return choice(entry, allowed).map(text -> constants.get(allowed.indexOf(text)));
    }
}
