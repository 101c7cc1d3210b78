package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code limits}. */
final class LimitsReader {

    private LimitsReader() {}

    /** Reads the limits of a config.yml, without the invalid values; empty: there are none. */
    static Optional<LimitPolicy> read(YamlMapping configuration) {
        if (!configuration.has("limits")) {
            return Optional.empty();
        }
        YamlMapping limits = configuration.mapping("limits", List.of("default", "maximum", "allow"));
        RunOptions maxima = options(limits, "maximum", RunOption.withMaximum());
        RunOptions defaults = options(limits, "default", RunOption.withDefault());
        YamlMapping allow =
                limits.mapping("allow", List.of("networks", "capabilities", "mounts", "undetermined_images"));
        return Optional.of(new LimitPolicy(
                defaults,
                maxima,
                Set.copyOf(allow.all("networks", LimitPolicy::checkNetwork)),
                Set.copyOf(allow.all("capabilities", LimitPolicy::checkCapability)),
                allow.all("mounts", LimitPolicy::checkMount),
                allow.flag("undetermined_images", "true", "false").orElse(false)));
    }

    private static RunOptions options(YamlMapping limits, String key, List<RunOption> allowed) {
        YamlMapping values = limits.mapping(key, RunOption.keys(allowed));
        RunOptions options = RunOptions.NONE;
        for (String name : values.keys()) {
            RunOption option = RunOption.of(name);
            Optional<String> value = values.parsed(name, text -> {
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
