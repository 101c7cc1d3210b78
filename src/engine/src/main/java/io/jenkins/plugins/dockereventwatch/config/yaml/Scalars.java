package io.jenkins.plugins.dockereventwatch.config.yaml;

import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads values that are one word or number, with placeholders replaced. */
public final class Scalars {

    private final Problems problems;
    private final YamlNodes nodes;
    private final Placeholders placeholders;

    public Scalars(Problems problems, Placeholders placeholders) {
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
        this.placeholders = placeholders;
    }

    /** An entry's text; empty where there is no entry, or after a complaint. */
    public Optional<String> text(Entry entry) {
        return entry == null
                ? Optional.empty()
                : nodes.scalar(entry.value(), entry.name()).flatMap(placeholders::replace);
    }

    /**
     * What an entry's text is read as; empty where there is no entry, or after a complaint.
     *
     * @param parse throws an {@link IllegalArgumentException} that says what is wrong
     */
    public <T> Optional<T> parsed(Entry entry, Function<String, T> parse) {
        return text(entry).flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (IllegalArgumentException e) {
                problems.add(entry.value(), e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** A whole number in a range. */
    public Optional<Integer> number(Entry entry, int least, int most) {
        return parsed(entry, text -> {
            boolean digits =
                    !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
            int number = digits ? Integer.parseInt(text) : -1;
            if (number < least || number > most) {
                throw new IllegalArgumentException("'" + text + "' is no number from " + least + " to " + most);
            }
            return number;
        });
    }

    /** One of some words. */
    public Optional<String> choice(Entry entry, List<String> allowed) {
        return parsed(entry, text -> {
            if (!allowed.contains(text)) {
                throw new IllegalArgumentException("'" + text + "' is not known; allowed: " + String.join(", ", allowed)
                        + Suggestion.ending(text, allowed));
            }
            return text;
        });
    }

    /** One of a type's constants, as they call themselves. */
    public <E extends Enum<E>> Optional<E> constant(Entry entry, Class<E> type) {
        return constant(entry, List.of(type.getEnumConstants()));
    }

    /** One of some constants, as they call themselves. */
    public <E extends Enum<E>> Optional<E> constant(Entry entry, List<E> constants) {
        List<String> allowed = constants.stream().map(Object::toString).toList();
        return choice(entry, allowed).map(text -> constants.get(allowed.indexOf(text)));
    }
}
