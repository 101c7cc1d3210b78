package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Placeholders;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.Scalars;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code limits}: a site's rules for limited runs. */
final class LimitsReader {

    private static final List<String> KEYS = List.of("default", "maximum", "allow");
    private static final List<String> EXCEPTIONS = List.of("networks", "capabilities", "mounts");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");
    private static final Pattern CAPABILITY = Pattern.compile("[A-Z_]{1,40}");
    private static final Pattern FOLDER = Pattern.compile("/[^\\p{Cntrl}:]+");

    private final Problems problems;
    private final YamlNodes nodes;
    private final Placeholders placeholders;
    private final Scalars scalars;

    LimitsReader(Problems problems, Placeholders placeholders) {
        this.problems = problems;
        this.nodes = new YamlNodes(problems);
        this.placeholders = placeholders;
        this.scalars = new Scalars(problems, placeholders);
    }

    /** Reads it; what is wrong is left out after a complaint. */
    LimitPolicy read(Node node) {
        Map<String, Entry> keys = nodes.mapping(node, "limits", KEYS);
        RunOptions maxima = options(keys.get("maximum"), RunOption.withMaximum());
        RunOptions defaults = options(keys.get("default"), RunOption.withDefault());
        List<String> networks = new ArrayList<>();
        List<String> capabilities = new ArrayList<>();
        List<String> mounts = new ArrayList<>();
        if (keys.containsKey("allow")) {
            Map<String, Entry> allow = nodes.mapping(keys.get("allow").value(), "allow", EXCEPTIONS);
            networks = texts(allow.get("networks"), NAME, "none, bridge or a network's name (never host)");
            capabilities = texts(allow.get("capabilities"), CAPABILITY, "a capability's name, as in NET_RAW");
            mounts = texts(
                    allow.get("mounts"),
                    Pattern.compile(FOLDER.pattern() + "|" + NAME.pattern()),
                    "an absolute path below / or a volume's name");
        }
        return new LimitPolicy(defaults, maxima, new HashSet<>(networks), new HashSet<>(capabilities), mounts);
    }

    private RunOptions options(Entry entry, List<RunOption> allowed) {
        RunOptions options = RunOptions.NONE;
        if (entry == null) {
            return options;
        }
        for (Map.Entry<String, Entry> key : nodes.mapping(entry.value(), entry.name(), RunOption.keys(allowed))
                .entrySet()) {
            RunOption option = RunOption.of(key.getKey());
            Optional<String> value = scalars.parsed(key.getValue(), text -> {
                option.check(text);
                return text;
            });
            if (value.isPresent()) {
                options = options.with(option, value.get());
            }
        }
        return options;
    }

    private List<String> texts(Entry entry, Pattern form, String allowed) {
        List<String> texts = new ArrayList<>();
        if (entry == null) {
            return texts;
        }
        for (ScalarNode node : nodes.scalars(entry.value(), entry.name())) {
            String text = placeholders.replace(node).orElse(null);
            if (text == null) {
                continue;
            }
            String value = form == CAPABILITY ? text.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "") : text;
            if (form.matcher(value).matches() && !value.equals("host")) {
                texts.add(value);
            } else {
                problems.add(node, "what is wanted here is " + allowed);
            }
        }
        return texts;
    }
}
