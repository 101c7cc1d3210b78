package io.jenkins.plugins.dockereventwatch.config.yaml;

import io.jenkins.plugins.dockereventwatch.config.yaml.YamlReader.Parser;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping. The value of a key is empty if the key is missing, or if it is invalid, which is reported. */
public final class YamlMapping {

    private final YamlReader reader;
    private final Node node;
    private final String what;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    YamlMapping(YamlReader reader, Node node, String what) {
        this.reader = reader;
        this.node = node;
        this.what = what;
    }

    public record Entry(ScalarNode key, Node value) {

        public String name() {
            return key.getValue();
        }
    }

    YamlMapping read() {
        if (!(node instanceof MappingNode mapping)) {
            reader.unexpected(node, what, "a mapping (key: value)");
            return this;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                reader.problem(
                        tuple.getKeyNode(), "Invalid key: expected a text, got " + YamlReader.kind(tuple.getKeyNode()));
            } else if (key.getTag().equals(Tag.MERGE)) {
                reader.problem(key, "Merge keys (<<) are not supported: write the keys out");
            } else if (entries.containsKey(key.getValue())) {
                int line = entries.get(key.getValue()).key().getStartMark().getLine() + 1;
                reader.problem(key, "Duplicate key '" + key.getValue() + "': the first is in line " + line);
            } else {
                entries.put(key.getValue(), new Entry(key, tuple.getValueNode()));
            }
        }
        return this;
    }

    YamlMapping restrictedTo(Collection<String> allowed) {
        YamlMapping known = new YamlMapping(reader, node, what);
        entries.forEach((name, entry) -> {
            if (allowed.contains(name)) {
                known.entries.put(name, entry);
                return;
            }
            reader.problem(
                    entry.key(),
                    "Unknown key '" + name + "': expected " + String.join(", ", allowed)
                            + Suggestion.ending(name, allowed));
            Suggestion.of(name, allowed)
                    .filter(key -> !entries.containsKey(key))
                    .ifPresent(key -> known.entries.putIfAbsent(key, entry));
        });
        return known;
    }

    public Node node() {
        return node;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    public Set<String> keys() {
        return entries.keySet();
    }

    public Collection<Entry> entries() {
        return entries.values();
    }

    public Optional<Entry> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Reports the missing ones of some keys, unless the mapping is empty. */
    public void require(String... required) {
        for (String key : required) {
            if (!isEmpty() && !has(key)) {
                reader.problem(node, "Missing key '" + key + "' of " + what);
            }
        }
    }

    /** The mapping of a key; empty: the key is missing. */
    public YamlMapping mapping(String key, Collection<String> allowed) {
        return get(key).map(entry -> reader.mapping(entry.value(), key, allowed))
                .orElseGet(() -> new YamlMapping(reader, node, key));
    }

    /** The elements of the list of a key. */
    public List<Node> elements(String key) {
        return get(key).map(entry -> reader.sequence(entry.value(), key)).orElse(List.of());
    }

    public Optional<String> text(String key) {
        return parsed(key, text -> text);
    }

    public <T> Optional<T> parsed(String key, Parser<T> parser) {
        return get(key).flatMap(entry -> reader.scalar(entry.value(), entry.name()))
                .flatMap(scalar -> reader.parsed(scalar, parser));
    }

    /** The values of one scalar, or of a list of scalars; without the invalid ones. */
    public <T> List<T> all(String key, Parser<T> parser) {
        return scalars(key).stream()
                .flatMap(scalar -> reader.parsed(scalar, parser).stream())
                .toList();
    }

    /** One scalar, or the scalars of a list. */
    public List<ScalarNode> scalars(String key) {
        return get(key).map(entry -> reader.scalars(entry.value(), entry.name()))
                .orElse(List.of());
    }

    /** One of the allowed words. */
    public Optional<String> choice(String key, String... allowed) {
        return choice(key, List.of(allowed));
    }

    /** Whether the value of a key is the first of two words; empty: the key is missing, or the value is another word. */
    public Optional<Boolean> flag(String key, String yes, String no) {
        return choice(key, yes, no).map(yes::equals);
    }

    /** One of some constants, by its text. */
    public <E extends Enum<E>> Optional<E> constant(String key, List<E> constants) {
        List<String> allowed = constants.stream().map(Object::toString).toList();
        return choice(key, allowed).map(text -> constants.get(allowed.indexOf(text)));
    }

    private Optional<String> choice(String key, List<String> allowed) {
        return parsed(key, text -> {
            if (!allowed.contains(text)) {
                String expected = String.join(allowed.size() == 2 ? " or " : ", ", allowed);
                throw new IllegalArgumentException(
                        "Invalid " + key + " '" + text + "': expected " + expected + Suggestion.ending(text, allowed));
            }
            return text;
        });
    }
}
