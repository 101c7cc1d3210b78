package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.availability.AvailabilitySettings;
import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration;
import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration.Defaults;
import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration.ImportedHeartbeat;
import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration.ImportedRule;
import io.jenkins.plugins.dockereventwatch.config.Monitoring;
import io.jenkins.plugins.dockereventwatch.config.NotifierDefinition;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping.Entry;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.ActiveHours;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicies;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The parts of one config.yml, composed for each mode. */
final class ConfigurationParts {

    /** The keys of config.yml. */
    static final List<String> KEYS = List.of(
            "notifiers",
            "filters",
            "notifications",
            "group",
            "crash_loop",
            "resolved",
            "silences",
            "services",
            "hosts",
            "limits",
            "image_policy",
            "reminders",
            "heartbeat");

    private final ReadContext context;
    private final Problems problems;
    private final YamlMapping root;
    private final YamlMapping filters;
    private final Map<String, NotifierDefinition> notifiers = new LinkedHashMap<>();
    private final Optional<Set<String>> names;
    private final NotificationPolicy defaultPolicy;
    private final RuleReader rules;

    ConfigurationParts(ReadContext context, Node node) {
        this.context = context;
        this.problems = context.problems();
        this.root = context.yaml().mapping(node, "the configuration", KEYS);
        for (String required : context.isLenient() ? List.<String>of() : List.of("notifiers", "notifications")) {
            boolean optional = required.equals("notifications")
                    && List.of("reminders", "services", "hosts").stream().anyMatch(root::has);
            if (!root.isEmpty() && !root.has(required) && !optional) {
                problems.add(node, "Missing key '" + required + "': without it nothing is sent");
            }
        }
        this.names = readNotifiers();
        this.defaultPolicy = new NotificationPolicyReader(context).read(root, NotificationPolicy.DEFAULT);
        this.rules = new RuleReader(context, names, defaultPolicy);
        this.filters = root.mapping("filters", EventFilters.KEYS);
    }

    /** Returns the names of all notifiers, valid or not; empty: not known. */
    private Optional<Set<String>> readNotifiers() {
        if (!root.has("notifiers")) {
            return context.isLenient() ? Optional.of(Set.of()) : Optional.empty();
        }
        YamlMapping named =
                context.yaml().mapping(root.get("notifiers").orElseThrow().value(), "notifiers");
        NotifierReader reader = new NotifierReader(context);
        named.entries()
                .forEach(entry -> reader.read(entry).ifPresent(notifier -> notifiers.put(entry.name(), notifier)));
        reader.checkOthers(named.keys());
        return named.isEmpty() && !context.isLenient() ? Optional.empty() : Optional.of(named.keys());
    }

    WatchConfiguration configuration() {
        Map<String, List<String>> filterValues = new LinkedHashMap<>();
        filters.keys().forEach(key -> filterValues.put(key, filters.all(key, text -> text)));
        List<Rule> read =
                root.elements("notifications").stream().map(rules::read).toList();
        List<RecurringSilence> silences = root.elements("silences").stream()
                .flatMap(node -> rules.silence(node).stream())
                .toList();
        EventFilters requested = new EventFilters(filterValues);
        rules.warnings().checkFilters(requested, filters);
        rules.warnings().checkRules(read, requested);
        // Only runs need the limits, but their problems are reported early.
        LimitsReader.read(root);
        PolicySettings imagePolicy = PolicyReader.read(root, context).orElse(PolicySettings.OFFICIAL_ONLY);
        Map<String, ActiveHours> hours = new LinkedHashMap<>();
        notifiers.forEach((name, notifier) -> notifier.hours().ifPresent(active -> hours.put(name, active)));
        NotificationPolicies policies = new NotificationPolicies(defaultPolicy, rules.policies(), silences, hours);
        ScheduledMailsReader mails = new ScheduledMailsReader(context, notifiers);
        Map<String, Notifier> complete = new LinkedHashMap<>();
        notifiers.forEach(
                (name, definition) -> definition.toNotifier().ifPresent(notifier -> complete.put(name, notifier)));
        WatchConfiguration configuration = new WatchConfiguration(
                Map.of(),
                complete,
                requested,
                RuleSet.of(read, ImagePolicy.of(imagePolicy, Clock.systemDefaultZone())),
                policies,
                new Monitoring(
                        availability(),
                        root.get("reminders").flatMap(entry -> mails.reminders(entry.value())),
                        mails.heartbeat(root)));
        rules.warnings().checkSilences(configuration);
        return configuration;
    }

    ImportedConfiguration imported() {
        for (String key : List.of("limits", "reminders")) {
            root.get(key)
                    .ifPresent(entry ->
                            problems.add(entry.key(), "'" + key + "' is not imported: configure it on its own page"));
        }
        List<ImportedRule> importedRules = importedRules();
        Optional<NotificationPolicy> policy = Optional.of(defaultPolicy)
                .filter(any -> NotificationPolicyReader.KEYS.stream().anyMatch(root::has));
        List<RecurringSilence> silences = new ArrayList<>();
        for (Node node : root.elements("silences")) {
            int before = problems.count();
            // A silence without one of its conditions would suppress too much.
            rules.silence(node).filter(silence -> problems.count() == before).ifPresent(silences::add);
        }
        AvailabilitySettings availability = availability();
        Defaults defaults = new Defaults(policy, importedImagePolicy(), importedHeartbeat());
        return new ImportedConfiguration(
                List.copyOf(notifiers.values()), importedRules, silences, availability, defaults, problems.inOrder());
    }

    private AvailabilitySettings availability() {
        return new AvailabilityReader(context, names, notifiers.keySet()).read(root);
    }

    private List<ImportedRule> importedRules() {
        int before = problems.count();
        List<Condition> shared = filters.entries().stream()
                .flatMap(entry -> condition(entry).stream())
                .toList();
        boolean filtersComplete = problems.count() == before;
        List<ImportedRule> imported = new ArrayList<>();
        for (Node node : root.elements("notifications")) {
            int beforeRule = problems.count();
            Rule rule = rules.read(node);
            List<Condition> when = new ArrayList<>(shared);
            when.addAll(rule.when());
            imported.add(new ImportedRule(
                    new Rule(rule.title(), when, rule.unless(), rule.notifiers()),
                    rules.policies().get(rule.title()),
                    filtersComplete && problems.count() == beforeRule));
        }
        return imported;
    }

    /** An image policy without one of its lines could allow too much. */
    private Optional<PolicySettings> importedImagePolicy() {
        Entry entry = root.get("image_policy").orElse(null);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof ScalarNode) {
            problems.add(entry.value(), "The image policy is not imported: its file is not available");
            return Optional.empty();
        }
        return context.complete(
                entry.key(), "The image policy", () -> Optional.of(new PolicyReader(problems).read(entry.value())));
    }

    private Optional<ImportedHeartbeat> importedHeartbeat() {
        if (!root.has("heartbeat")) {
            return Optional.empty();
        }
        Optional<HeartbeatSettings> settings = new ScheduledMailsReader(context, notifiers).heartbeat(root);
        boolean isOff =
                ScheduledMailsReader.isOff(root.get("heartbeat").orElseThrow().value());
        return settings.isPresent() || isOff ? Optional.of(new ImportedHeartbeat(settings)) : Optional.empty();
    }

    /** The condition with the meaning of a filter; empty: there is none. */
    private Optional<Condition> condition(Entry entry) {
        FieldPath field = EventFilters.FIELDS.get(entry.name());
        List<String> values = filters.all(entry.name(), text -> text);
        // The engine compares these actions by their prefix.
        if (field == null || values.stream().anyMatch(value -> value.matches("health_status.*|exec_.*"))) {
            problems.add(
                    entry.key(),
                    "This filter cannot be imported: add a condition to the rules instead, for example on the container's"
                            + " name");
            return Optional.empty();
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition(field, Condition.Operator.EQUALS, Condition.Quantifier.ANY, values));
    }
}
