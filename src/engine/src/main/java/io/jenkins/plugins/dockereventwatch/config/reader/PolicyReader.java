package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Exemption;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Limits;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Publisher;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Requirement;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads an image policy, from policy.yml or {@code image_policy} of config.yml. */
final class PolicyReader {

    private static final List<String> KEYS = List.of(
            "official",
            "official_names",
            "withdrawn",
            "allow",
            "deny",
            "publishers",
            "require",
            "tags",
            "digest",
            "age",
            "exemptions");

    private final Path file;
    private final Problems problems;
    private final YamlNodes nodes;

    PolicyReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
    }

    /** Reads {@code image_policy} of config.yml: a policy, or the name of its file; empty: it is invalid. */
    Optional<PolicySettings> readPart(Entry entry, ReadContext context) {
        if (!(entry.value() instanceof ScalarNode scalar)) {
            return Optional.of(read(entry.value()));
        }
        if (scalar.getValue().isBlank()) {
            problems.add(
                    scalar,
                    "Invalid image_policy: expected a policy (official, allow, deny …) or the name of its file");
            return Optional.empty();
        }
        Path named = context.folder().resolve(scalar.getValue()).normalize();
        context.files().add(named);
        try {
            return Optional.of(PolicyFile.read(named));
        } catch (ConfigurationException e) {
            e.problems().forEach(problems::add);
            return Optional.empty();
        }
    }

    /** Reads a policy, without the invalid values. */
    PolicySettings read(Node root) {
        Map<String, Entry> keys = nodes.mapping(root, "an image policy", KEYS);
        return new PolicySettings(
                file.toString(),
                keys.get("official") == null
                        || word(keys.get("official"), List.of("true", "false"), "true")
                                .equals("true"),
                keys.get("official") == null
                        ? file.toString()
                        : place(keys.get("official").key()),
                names(keys.get("official_names")),
                keys.get("withdrawn") == null ? List.of(PolicySettings.DEFAULT_LIST) : names(keys.get("withdrawn")),
                patterns(keys.get("allow"), ImagePolicy::checkPattern),
                patterns(keys.get("deny"), ImagePolicy::checkPattern),
                each(keys.get("publishers"), this::publisher),
                keys.get("require") == null ? null : requirement(keys.get("require")),
                limits(keys),
                each(keys.get("exemptions"), this::exemption));
    }

    private List<String> names(Entry entry) {
        return values(patterns(entry, ImagePolicy::checkName));
    }

    private List<PolicySettings.Entry> patterns(Entry entry, Consumer<String> check) {
        List<PolicySettings.Entry> patterns = new ArrayList<>();
        if (entry != null) {
            for (ScalarNode node : nodes.scalars(entry.value(), entry.name())) {
                checked(node, check).ifPresent(value -> patterns.add(new PolicySettings.Entry(value, place(node))));
            }
        }
        return patterns;
    }

    private Optional<String> checked(ScalarNode node, Consumer<String> check) {
        try {
            check.accept(node.getValue());
            return Optional.of(node.getValue());
        } catch (IllegalArgumentException e) {
            problems.add(node, e.getMessage());
            return Optional.empty();
        }
    }

    private interface ElementReader<T> {
        Optional<T> read(Node node);
    }

    private <T> List<T> each(Entry entry, ElementReader<T> element) {
        List<T> all = new ArrayList<>();
        if (entry != null) {
            nodes.sequence(entry.value(), entry.name())
                    .forEach(node -> element.read(node).ifPresent(all::add));
        }
        return all;
    }

    private Optional<Publisher> publisher(Node node) {
        Map<String, Entry> keys = nodes.mapping(node, "a publisher", List.of("namespace", "reason", "vouched_by"));
        Optional<String> namespace = required(node, keys, "namespace", ImagePolicy::checkNamespace);
        Optional<String> reason = required(node, keys, "reason", text -> {});
        Optional<String> by = required(node, keys, "vouched_by", text -> {});
        return namespace.isEmpty() || reason.isEmpty() || by.isEmpty()
                ? Optional.empty()
                : Optional.of(new Publisher(namespace.get(), reason.get(), by.get(), place(node)));
    }

    private Optional<Exemption> exemption(Node node) {
        Map<String, Entry> keys = nodes.mapping(node, "an exemption", List.of("reference", "reason", "owner", "until"));
        Optional<String> reference = required(node, keys, "reference", ImagePolicy::checkPattern);
        Optional<String> reason = required(node, keys, "reason", text -> {});
        Optional<String> owner = required(node, keys, "owner", text -> {});
        Optional<String> until = required(node, keys, "until", Holidays::day);
        return reference.isEmpty() || reason.isEmpty() || owner.isEmpty() || until.isEmpty()
                ? Optional.empty()
                : Optional.of(new Exemption(
                        reference.get(), reason.get(), owner.get(), LocalDate.parse(until.get()), place(node)));
    }

    private Optional<String> required(Node node, Map<String, Entry> keys, String key, Consumer<String> check) {
        Entry entry = keys.get(key);
        if (entry == null) {
            if (!keys.isEmpty()) {
                problems.add(node, "Missing key '" + key + "'");
            }
            return Optional.empty();
        }
        return nodes.scalar(entry.value(), key).flatMap(scalar -> {
            if (scalar.getValue().isBlank()) {
                problems.add(scalar, "Blank " + key + ": expected a text");
                return Optional.empty();
            }
            return checked(scalar, check);
        });
    }

    private Requirement requirement(Entry entry) {
        Map<String, Entry> keys = nodes.mapping(entry.value(), "require", List.of("source", "licenses"));
        return new Requirement(
                values(patterns(keys.get("source"), ImagePolicy::checkSource)),
                values(patterns(keys.get("licenses"), text -> {})),
                place(entry.key()));
    }

    private static List<String> values(List<PolicySettings.Entry> entries) {
        return entries.stream().map(PolicySettings.Entry::value).toList();
    }

    private Limits limits(Map<String, Entry> keys) {
        List<PolicySettings.Entry> tags = keys.get("tags") == null
                ? List.of()
                : patterns(
                        nodes.mapping(keys.get("tags").value(), "tags", List.of("deny"))
                                .get("deny"),
                        ImagePolicy::checkTag);
        boolean digest = keys.get("digest") != null
                && word(keys.get("digest"), List.of("required", "optional"), "optional")
                        .equals("required");
        Map<String, Entry> age = keys.get("age") == null
                ? Map.of()
                : nodes.mapping(keys.get("age").value(), "age", List.of("min_days", "max_days"));
        return new Limits(
                tags,
                digest ? place(keys.get("digest").key()) : "",
                days(age.get("min_days")),
                days(age.get("max_days")),
                keys.get("age") == null ? "" : place(keys.get("age").key()));
    }

    private int days(Entry entry) {
        Optional<ScalarNode> node = entry == null ? Optional.empty() : nodes.scalar(entry.value(), entry.name());
        try {
            return node.map(scalar -> Limits.DAYS.parse(scalar.getValue())).orElse(0);
        } catch (IllegalArgumentException e) {
            problems.add(entry.value(), e.getMessage());
            return 0;
        }
    }

    private String word(Entry entry, List<String> allowed, String otherwise) {
        String text = nodes.scalar(entry.value(), entry.name())
                .map(ScalarNode::getValue)
                .orElse(otherwise);
        if (allowed.contains(text)) {
            return text;
        }
        problems.add(
                entry.value(),
                "Invalid " + entry.name() + " '" + text + "': expected " + String.join(" or ", allowed)
                        + Suggestion.ending(text, allowed));
        return otherwise;
    }

    private String place(Node node) {
        return file + ":" + (node.getStartMark().getLine() + 1) + ":"
                + (node.getStartMark().getColumn() + 1);
    }
}
