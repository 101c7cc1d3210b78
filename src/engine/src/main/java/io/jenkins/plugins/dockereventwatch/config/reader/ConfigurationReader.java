package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration;
import io.jenkins.plugins.dockereventwatch.config.RunRules;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problem;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlText;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads config.yml: strictly, together with its templates and secrets, or leniently, as a text of which as much as
 * possible is imported. Not thread-safe.
 */
public final class ConfigurationReader {

    private static final String EXPECTED = "expected notifiers and notifications";

    private final Map<String, String> environment;
    private final GoTemplateEngine engine;
    private Set<Path> files = Set.of();
    private List<Problem> warnings = List.of();

    /**
     * Creates a reader for the strict mode.
     *
     * @param environment the variables of {@code ${NAME}}, usually {@link System#getenv()}
     * @param engine compiles templates
     */
    public ConfigurationReader(Map<String, String> environment, GoTemplateEngine engine) {
        this.environment = Map.copyOf(environment);
        this.engine = engine;
    }

    /** All files that the last {@link #read} has read or looked for, even if it failed. */
    public Set<Path> files() {
        return files;
    }

    /** Returns the warnings of the last {@link #read} about probable mistakes, such as a rule that never matches. */
    public List<Problem> warnings() {
        return warnings;
    }

    /**
     * Reads a configuration with its templates and secrets.
     *
     * @throws ConfigurationException with all problems, if the file or a template is invalid or cannot be read
     */
    public WatchConfiguration read(Path file) throws ConfigurationException {
        files = Set.of(file);
        Node root = YamlText.read(file, EXPECTED);
        ReadContext context = ReadContext.strict(file, environment, engine);
        WatchConfiguration configuration = new ConfigurationParts(context, root).configuration();
        files = Set.copyOf(context.files());
        warnings = context.problems().warnings();
        context.problems().check();
        return configuration;
    }

    /**
     * Reads {@code limits} and {@code image_policy} only. The other keys may be missing or invalid.
     *
     * @throws ConfigurationException with all problems, if these parts are invalid or the file cannot be read
     */
    public RunRules readRunRules(Path file) throws ConfigurationException {
        ReadContext context = ReadContext.strict(file, environment, engine);
        YamlMapping configuration = mapping(file, context, "expected limits or image_policy");
        LimitPolicy limits = LimitsReader.read(configuration).orElse(LimitPolicy.BUILT_IN);
        Optional<PolicySettings> images = PolicyReader.read(configuration, context);
        context.problems().check();
        return new RunRules(limits, images);
    }

    /**
     * Reads the update policy in {@code reminders} only; the default policy if there are no reminders.
     *
     * @throws ConfigurationException with all problems, if the policy is invalid or the file cannot be read
     */
    public UpdatePolicy readUpdatePolicy(Path file) throws ConfigurationException {
        ReadContext context = ReadContext.strict(file, environment, engine);
        YamlMapping configuration = mapping(file, context, "expected reminders");
        UpdatePolicy policy = new UpdatePolicyReader(context)
                .read(configuration.mapping("reminders", ScheduledMailsReader.REMINDER_KEYS));
        context.problems().check();
        return policy;
    }

    private static YamlMapping mapping(Path file, ReadContext context, String expected) throws ConfigurationException {
        return context.yaml().mapping(YamlText.read(file, expected), "the configuration", ConfigurationParts.KEYS);
    }

    /**
     * Imports as much as possible of the text of a config.yml. Reads no other file and no environment variable.
     *
     * @throws ConfigurationException if the text is not YAML
     */
    public static ImportedConfiguration readLeniently(String text) throws ConfigurationException {
        Path file = Path.of("config.yml");
        return new ConfigurationParts(ReadContext.lenient(file), YamlText.parse(file, text, EXPECTED)).imported();
    }
}
