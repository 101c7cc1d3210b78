package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Scalars;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code limits}. */
final class LimitsReader {

    private final YamlNodes nodes;
    private final Scalars scalars;

    LimitsReader(ReadContext context) {
        this.nodes = context.nodes();
        this.scalars = context.scalars();
    }

    /** Reads limits, without the invalid values. */
    LimitPolicy read(Node node) {
        Map<String, Entry> keys = nodes.mapping(node, "limits", List.of("default", "maximum", "allow"));
        RunOptions maxima = options(keys.get("maximum"), RunOption.withMaximum());
        RunOptions defaults = options(keys.get("default"), RunOption.withDefault());
        Map<String, Entry> allow = keys.containsKey("allow")
                ? nodes.mapping(keys.get("allow").value(), "allow", List.of("networks", "capabilities", "mounts"))
                : Map.of();
        return new LimitPolicy(
                defaults,
                maxima,
                Set.copyOf(scalars.all(allow.get("networks"), LimitPolicy::checkNetwork)),
                Set.copyOf(scalars.all(allow.get("capabilities"), LimitPolicy::checkCapability)),
                scalars.all(allow.get("mounts"), LimitPolicy::checkMount));
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
}
