package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlReader;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlReader.Parser;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlText;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Exemption;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Limits;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Official;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Patterns;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Publisher;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings.Requirement;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads an image policy, from policy.yml or {@code image_policy} of config.yml. Its texts have no placeholders. */
public final class PolicyReader {

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

    private final Problems problems;
    private final YamlReader yaml;

    PolicyReader(Problems problems) {
        this.problems = problems;
        this.yaml = new YamlReader(problems, Optional.empty());
    }

    /**
     * Reads policy.yml.
     *
     * @throws ConfigurationException with all problems, if the file is invalid or cannot be read
     */
    public static PolicySettings read(Path file) throws ConfigurationException {
        Node root = YamlText.read(file, "expected at least one key, such as official: true");
        Problems problems = new Problems(file);
        PolicySettings settings = new PolicyReader(problems).read(root);
        problems.check();
        return settings;
    }

    /** Reads {@code image_policy} of config.yml: a policy, or the name of its file; empty: none, or it is invalid. */
    static Optional<PolicySettings> read(YamlMapping configuration, ReadContext context) {
        Node node =
                configuration.get("image_policy").map(YamlMapping.Entry::value).orElse(null);
        if (!(node instanceof ScalarNode scalar)) {
            return Optional.ofNullable(node).map(new PolicyReader(context.problems())::read);
        }
        if (scalar.getValue().isBlank()) {
            String expected = "expected a policy (official, allow, deny …) or the name of its file";
            context.problems().add(scalar, "Invalid image_policy: " + expected);
            return Optional.empty();
        }
        Path named = context.folder().resolve(scalar.getValue()).normalize();
        context.files().add(named);
        try {
            return Optional.of(read(named));
        } catch (ConfigurationException e) {
            e.problems().forEach(context.problems()::add);
            return Optional.empty();
        }
    }

    /** Reads a policy, without the invalid values. */
    PolicySettings read(Node root) {
        YamlMapping policy = yaml.mapping(root, "an image policy", KEYS);
        String name = problems.file().toString();
        Official official = new Official(
                policy.flag("official", "true", "false").orElse(true),
                policy.has("official") ? place(policy, "official") : name,
                policy.all("official_names", ImagePolicy::checkName),
                policy.has("withdrawn")
                        ? policy.all("withdrawn", ImagePolicy::checkName)
                        : List.of(PolicySettings.DEFAULT_LIST));
        Patterns patterns = new Patterns(
                patterns(policy, "allow", ImagePolicy::checkPattern),
                patterns(policy, "deny", ImagePolicy::checkPattern));
        List<Publisher> publishers = policy.elements("publishers").stream()
                .flatMap(node -> publisher(node).stream())
                .toList();
        List<Exemption> exemptions = policy.elements("exemptions").stream()
                .flatMap(node -> exemption(node).stream())
                .toList();
        return new PolicySettings(name, official, patterns, publishers, limits(policy), exemptions);
    }

    private List<PolicySettings.Entry> patterns(YamlMapping keys, String key, Parser<String> check) {
        return keys.scalars(key).stream()
                .flatMap(node -> yaml.parsed(node, check).stream()
                        .map(value -> new PolicySettings.Entry(value, problems.place(node))))
                .toList();
    }

    private Optional<Publisher> publisher(Node node) {
        YamlMapping publisher = yaml.mapping(node, "a publisher", List.of("namespace", "reason", "vouched_by"));
        publisher.require("namespace", "reason", "vouched_by");
        Optional<String> namespace = publisher.parsed("namespace", ImagePolicy::checkNamespace);
        Optional<String> reason = text(publisher, "reason");
        Optional<String> by = text(publisher, "vouched_by");
        return namespace.isEmpty() || reason.isEmpty() || by.isEmpty()
                ? Optional.empty()
                : Optional.of(new Publisher(namespace.get(), reason.get(), by.get(), problems.place(node)));
    }

    private Optional<Exemption> exemption(Node node) {
        YamlMapping exemption = yaml.mapping(node, "an exemption", List.of("reference", "reason", "owner", "until"));
        exemption.require("reference", "reason", "owner", "until");
        Optional<String> reference = exemption.parsed("reference", ImagePolicy::checkPattern);
        Optional<String> reason = text(exemption, "reason");
        Optional<String> owner = text(exemption, "owner");
        Optional<LocalDate> until = exemption.parsed("until", Holidays::day);
        return reference.isEmpty() || reason.isEmpty() || owner.isEmpty() || until.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Exemption(reference.get(), reason.get(), owner.get(), until.get(), problems.place(node)));
    }

    private static Optional<String> text(YamlMapping keys, String key) {
        return keys.parsed(key, text -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException("Blank " + key + ": expected a text");
            }
            return text;
        });
    }

    private Limits limits(YamlMapping policy) {
        YamlMapping age = policy.mapping("age", List.of("min_days", "max_days"));
        return new Limits(
                patterns(policy.mapping("tags", List.of("deny")), "deny", ImagePolicy::checkTag),
                policy.flag("digest", "required", "optional").orElse(false) ? place(policy, "digest") : "",
                age.parsed("min_days", Limits.DAYS::parse).orElse(0),
                age.parsed("max_days", Limits.DAYS::parse).orElse(0),
                policy.has("age") ? place(policy, "age") : "",
                policy.has("require") ? requirement(policy) : null);
    }

    private Requirement requirement(YamlMapping policy) {
        YamlMapping require = policy.mapping("require", List.of("source", "licenses"));
        return new Requirement(
                require.all("source", ImagePolicy::checkSource),
                require.all("licenses", text -> text),
                place(policy, "require"));
    }

    private String place(YamlMapping keys, String key) {
        return problems.place(keys.get(key).orElseThrow().key());
    }
}
