package io.jenkins.plugins.dockereventwatch.runner.run;

import io.jenkins.plugins.dockereventwatch.run.limit.ForbiddenOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of {@code run}, with the short names of {@code docker run}.
 *
 * @param options the given options
 * @param forbidden the names of given options that are always refused, without dashes
 */
record RunArguments(RunOptions options, List<String> forbidden) {

    private static final Map<RunOption, String> SHORT = Map.of(
            RunOption.MEMORY, "-m",
            RunOption.ENV, "-e",
            RunOption.USER, "-u",
            RunOption.VOLUME, "-v",
            RunOption.WORKDIR, "-w");
    private static final Map<String, String> SHORT_FORBIDDEN =
            Map.of("detach", "-d", "publish", "-p", "publish-all", "-P", "cpu-shares", "-c");
    private static final List<String> WITHOUT_VALUE =
            List.of("privileged", "oom-kill-disable", "detach", "publish-all");

    /** Always in effect; accepted for users of {@code docker run}. */
    private static final List<String> IMPLIED = List.of("--rm", "--init");

    private static OptionSpec.Builder builder(String shortName, String key, String value) {
        String name = "--" + key;
        OptionSpec.Builder option = shortName == null ? OptionSpec.builder(name) : OptionSpec.builder(shortName, name);
        return value.isEmpty()
                ? option.arity("0").type(boolean.class)
                : option.arity("1").paramLabel(value).type(List.class).auxiliaryTypes(String.class);
    }

    /**
     * The options of a parsed command line.
     *
     * @param environment the source of {@code --env NAME}
     */
    static RunArguments of(ParseResult parsed, Map<String, String> environment) {
        RunOptions options = RunOptions.NONE;
        for (RunOption option : RunOption.values()) {
            for (String value : values(parsed, option.key())) {
                if (option == RunOption.ENV && !value.contains("=")) {
                    // As with docker run, a name alone copies a variable of this environment.
                    if (environment.containsKey(value)) {
                        options = options.with(option, value + "=" + environment.get(value));
                    }
                } else {
                    options = options.with(option, value);
                }
            }
        }
        return new RunArguments(
                options,
                ForbiddenOption.allKeys().stream()
                        .filter(key -> !values(parsed, key).isEmpty())
                        .toList());
    }

    private static List<String> values(ParseResult parsed, String key) {
        Object value = parsed.matchedOptionValue("--" + key, null);
        if (value instanceof List<?> texts) {
            return texts.stream().map(String::valueOf).toList();
        }
        return Boolean.TRUE.equals(value) ? List.of("true") : List.of();
    }

    /** Adds the options to the command. */
    static final class Declaration implements IModelTransformer {

        @Override
        public CommandSpec transform(CommandSpec spec) {
            for (RunOption option : RunOption.values()) {
                spec.addOption(builder(SHORT.get(option), option.key(), option.value())
                        .description(option.description())
                        .build());
            }
            for (String key : ForbiddenOption.allKeys()) {
                String value = WITHOUT_VALUE.contains(key) ? "" : "VALUE";
                spec.addOption(builder(SHORT_FORBIDDEN.get(key), key, value)
                        .hidden(true)
                        .build());
            }
            IMPLIED.forEach(name -> spec.addOption(
                    OptionSpec.builder(name).arity("0").hidden(true).build()));
            // What follows the image is the container's command, even if it looks like an option.
            spec.parser().stopAtPositional(true);
            return spec;
        }
    }
}
