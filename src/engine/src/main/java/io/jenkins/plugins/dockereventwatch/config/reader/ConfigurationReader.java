package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.RunRules;
import io.jenkins.plugins.dockereventwatch.config.ScheduledMails;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.yaml.Placeholders;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problem;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.TextFile;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlText;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.template.TemplateEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads config.yml and the templates and secrets it names. Used by one thread. */
public final class ConfigurationReader {

    /** All that a configuration may say. */
    public static final List<String> KEYS = List.of(
            "notifiers",
            "filters",
            "notifications",
            "group",
            "crash_loop",
            "resolved",
            "silences",
            "limits",
            "image_policy",
            "reminders",
            "heartbeat");

    private final Map<String, String> environment;
    private final TemplateEngine engine;
    private Set<Path> files = Set.of();

    /**
     * Prepares it.
     *
     * @param environment the variables that {@code ${NAME}} refers to, usually {@link System#getenv()}
     * @param engine compiles templates
     */
    public ConfigurationReader(Map<String, String> environment, TemplateEngine engine) {
        this.environment = Map.copyOf(environment);
        this.engine = engine;
    }

    /** All files that the last {@link #read} looked at, whether it succeeded or not. */
    public Set<Path> files() {
        return files;
    }

    /**
     * Reads a configuration with its templates.
     *
     * @param file config.yml
     * @throws ConfigurationException if anything in it or in its templates is wrong, or it cannot be read; with all
     *     problems
     */
    public WatchConfiguration read(Path file) throws ConfigurationException {
        files = Set.of(file);
        Node root = YamlText.parse(file, text(file), "it needs notifiers and notifications");
        Path folder = folder(file);
        Problems problems = new Problems(file);
        Placeholders placeholders = new Placeholders(environment, folder, problems);
        TemplateFiles templates = new TemplateFiles(folder, engine, problems);
        Set<Path> looked = new HashSet<>();
        PolicyOfConfiguration policy = new PolicyOfConfiguration(file, folder, problems, looked);
        WatchConfiguration configuration = read(root, problems, placeholders, templates, policy);
        looked.addAll(placeholders.files());
        looked.addAll(templates.files());
        looked.add(file);
        files = Set.copyOf(looked);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.inOrder());
        }
        return configuration;
    }

    /**
     * Reads only what a configuration says of limited runs; one that says nothing else will do.
     *
     * @param file config.yml
     * @throws ConfigurationException if anything in those parts is wrong, or the file cannot be read
     */
    public RunRules readRunRules(Path file) throws ConfigurationException {
        Node root = YamlText.parse(file, text(file), "limits or image_policy is what a run looks for");
        Problems problems = new Problems(file);
        Map<String, Entry> keys = new YamlNodes(problems).mapping(root, "the configuration", KEYS);
        Path folder = folder(file);
        LimitPolicy limits = keys.containsKey("limits")
                ? new LimitsReader(problems, new Placeholders(environment, folder, problems))
                        .read(keys.get("limits").value())
                : LimitPolicy.BUILT_IN;
        Optional<PolicySettings> images = Optional.ofNullable(keys.get("image_policy"))
                .map(entry -> new PolicyOfConfiguration(file, folder, problems, new HashSet<>()).read(entry.value()));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.inOrder());
        }
        return new RunRules(limits, images);
    }

    private static String text(Path file) throws ConfigurationException {
        try {
            return TextFile.read(file);
        } catch (IOException e) {
            throw new ConfigurationException(List.of(new Problem(file, 1, 1, e.getMessage())));
        }
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    }

    private static WatchConfiguration read(
            Node root,
            Problems problems,
            Placeholders placeholders,
            TemplateFiles templates,
            PolicyOfConfiguration policy) {
        YamlNodes nodes = new YamlNodes(problems);
        Map<String, Entry> keys = nodes.mapping(root, "the configuration", KEYS);
        for (String required : List.of("notifiers", "notifications")) {
            boolean spared = required.equals("notifications") && keys.containsKey("reminders");
            if (!keys.isEmpty() && !keys.containsKey(required) && !spared) {
                problems.add(root, "there are no " + required + "; without them nothing is ever sent");
            }
        }
        Map<String, Notifier> notifiers = new LinkedHashMap<>();
        Optional<Set<String>> names = Optional.empty();
        if (keys.containsKey("notifiers")) {
            Map<String, Entry> entries = nodes.mapping(keys.get("notifiers").value(), "notifiers");
            NotifierReader reader = new NotifierReader(problems, placeholders, templates);
            entries.values()
                    .forEach(entry -> reader.read(entry).ifPresent(notifier -> notifiers.put(entry.name(), notifier)));
            names = entries.isEmpty() ? names : Optional.of(entries.keySet());
        }
        EventFilters filters = keys.containsKey("filters")
                ? filters(nodes, keys.get("filters").value(), placeholders)
                : EventFilters.NONE;
        List<Rule> rules = new ArrayList<>();
        NotificationPolicy others = new NotificationPolicyReader(problems).read(keys, NotificationPolicy.DEFAULT);
        RuleReader reader = new RuleReader(problems, placeholders, names, others);
        if (keys.containsKey("notifications")) {
            nodes.sequence(keys.get("notifications").value(), "notifications")
                    .forEach(node -> rules.add(reader.read(node)));
        }
        // A watch runs nothing; but what is wrong there is to be known before somebody does.
        if (keys.containsKey("limits")) {
            new LimitsReader(problems, placeholders).read(keys.get("limits").value());
        }
        PolicySettings imagePolicy = keys.containsKey("image_policy")
                ? policy.read(keys.get("image_policy").value())
                : PolicySettings.OFFICIAL_ONLY;
        List<RecurringSilence> silences = new ArrayList<>();
        if (keys.containsKey("silences")) {
            SilenceReader silenceReader = new SilenceReader(problems, reader);
            nodes.sequence(keys.get("silences").value(), "silences")
                    .forEach(node -> silences.add(silenceReader.read(node)));
        }
        NotificationPolicies handlings = new NotificationPolicies(others, reader.handlings(), silences);
        Optional<ReminderSettings> reminders = Optional.ofNullable(keys.get("reminders"))
                .flatMap(entry -> new RemindersReader(problems, placeholders, notifiers).read(entry.value()));
        return new WatchConfiguration(
                Map.of(),
                notifiers,
                filters,
                RuleSet.of(rules, ImagePolicy.of(imagePolicy, Clock.systemDefaultZone())),
                handlings,
                new ScheduledMails(
                        reminders,
                        new HeartbeatReader(problems, placeholders, notifiers).read(root, keys.get("heartbeat"))));
    }

    private static EventFilters filters(YamlNodes nodes, Node node, Placeholders placeholders) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        nodes.mapping(node, "filters", EventFilters.KEYS).forEach((key, entry) -> {
            List<String> values = new ArrayList<>();
            for (ScalarNode value : nodes.scalars(entry.value(), key)) {
                placeholders.replace(value).ifPresent(values::add);
            }
            filters.put(key, values);
        });
        return EventFilters.of(filters);
    }
}
