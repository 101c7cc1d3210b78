package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration;
import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration.Defaults;
import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration.ImportedHeartbeat;
import io.jenkins.plugins.dockereventwatch.config.ImportedConfiguration.ImportedRule;
import io.jenkins.plugins.dockereventwatch.config.NotifierDefinition;
import io.jenkins.plugins.dockereventwatch.config.ScheduledMails;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
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
import java.util.stream.Collectors;
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
            "limits",
            "image_policy",
            "reminders",
            "heartbeat");

    /** The filters that have the meaning of a condition on a field. */
    private static final Map<String, String> FILTERED_FIELDS =
            Map.of("event", "Action", "type", "Type", "scope", "scope");

    private final ReadContext context;
    private final Problems problems;
    private final YamlNodes nodes;
    private final Node root;
    private final Map<String, Entry> keys;
    private final Map<String, NotifierDefinition> notifiers = new LinkedHashMap<>();
    private final NotificationPolicy defaultPolicy;
    private final RuleReader rules;

    ConfigurationParts(ReadContext context, Node root) {
        this.context = context;
        this.problems = context.problems();
        this.nodes = context.nodes();
        this.root = root;
        this.keys = nodes.mapping(root, "the configuration", KEYS);
        for (String required : context.isLenient() ? List.<String>of() : List.of("notifiers", "notifications")) {
            boolean optional = required.equals("notifications") && keys.containsKey("reminders");
            if (!keys.isEmpty() && !keys.containsKey(required) && !optional) {
                problems.add(root, "Missing key '" + required + "': without it nothing is sent");
            }
        }
        Optional<Set<String>> names = readNotifiers();
        this.defaultPolicy = new NotificationPolicyReader(context).read(keys, NotificationPolicy.DEFAULT);
        this.rules = new RuleReader(context, names, defaultPolicy);
    }

    /** Returns the names of all notifiers, valid or not; empty: not known. */
    private Optional<Set<String>> readNotifiers() {
        if (!keys.containsKey("notifiers")) {
            return context.isLenient() ? Optional.of(Set.of()) : Optional.empty();
        }
        Map<String, Entry> entries = nodes.mapping(keys.get("notifiers").value(), "notifiers");
        NotifierReader reader = new NotifierReader(context);
        entries.values()
                .forEach(entry -> reader.read(entry).ifPresent(notifier -> notifiers.put(entry.name(), notifier)));
        return entries.isEmpty() && !context.isLenient() ? Optional.empty() : Optional.of(entries.keySet());
    }

    private List<Node> elements(String key) {
        return keys.containsKey(key) ? nodes.sequence(keys.get(key).value(), key) : List.of();
    }

    WatchConfiguration configuration() {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        filterEntries().forEach((key, entry) -> filters.put(key, values(entry)));
        List<Rule> read = elements("notifications").stream().map(rules::read).toList();
        if (keys.containsKey("limits")) {
            // Only runs need the limits, but their problems are reported early.
            new LimitsReader(context).read(keys.get("limits").value());
        }
        PolicySettings imagePolicy = Optional.ofNullable(keys.get("image_policy"))
                .flatMap(entry -> new PolicyReader(context.file(), problems).readPart(entry, context))
                .orElse(PolicySettings.OFFICIAL_ONLY);
        SilenceReader silences = new SilenceReader(context, rules);
        NotificationPolicies policies = new NotificationPolicies(
                defaultPolicy,
                rules.policies(),
                elements("silences").stream()
                        .flatMap(node -> silences.read(node).stream())
                        .toList());
        MailNotifierNames mails = new MailNotifierNames(context, notifiers);
        Map<String, Notifier> complete = new LinkedHashMap<>();
        notifiers.forEach(
                (name, definition) -> definition.toNotifier().ifPresent(notifier -> complete.put(name, notifier)));
        return new WatchConfiguration(
                Map.of(),
                complete,
                EventFilters.of(filters),
                RuleSet.of(read, ImagePolicy.of(imagePolicy, Clock.systemDefaultZone())),
                policies,
                new ScheduledMails(
                        Optional.ofNullable(keys.get("reminders"))
                                .flatMap(entry -> new RemindersReader(context, mails).read(entry.value())),
                        new HeartbeatReader(context, mails).read(root, keys.get("heartbeat"))));
    }

    ImportedConfiguration imported() {
        for (String key : List.of("limits", "reminders")) {
            if (keys.containsKey(key)) {
                problems.add(keys.get(key).key(), "'" + key + "' is not imported: configure it on its own page");
            }
        }
        List<ImportedRule> importedRules = importedRules();
        Optional<NotificationPolicy> policy =
                NotificationPolicyReader.KEYS.stream().anyMatch(keys::containsKey)
                        ? Optional.of(defaultPolicy)
                        : Optional.empty();
        SilenceReader reader = new SilenceReader(context, rules);
        List<RecurringSilence> silences = new ArrayList<>();
        for (Node node : elements("silences")) {
            int before = problems.count();
            // A silence without one of its conditions would suppress too much.
            reader.read(node).filter(silence -> problems.count() == before).ifPresent(silences::add);
        }
        Defaults defaults = new Defaults(policy, importedImagePolicy(), importedHeartbeat());
        return new ImportedConfiguration(
                List.copyOf(notifiers.values()), importedRules, silences, defaults, problems.inOrder());
    }

    private List<ImportedRule> importedRules() {
        int before = problems.count();
        List<Condition> filters = filterEntries().values().stream()
                .flatMap(entry -> condition(entry).stream())
                .toList();
        boolean filtersComplete = problems.count() == before;
        List<ImportedRule> imported = new ArrayList<>();
        for (Node node : elements("notifications")) {
            int beforeRule = problems.count();
            Rule rule = rules.read(node);
            List<Condition> when = new ArrayList<>(filters);
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
        Entry entry = keys.get("image_policy");
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof ScalarNode) {
            problems.add(entry.value(), "The image policy is not imported: its file is not available");
            return Optional.empty();
        }
        int before = problems.count();
        PolicySettings policy = new PolicyReader(context.file(), problems).read(entry.value());
        if (problems.count() > before) {
            problems.add(entry.key(), "The image policy is not imported: it has problems");
            return Optional.empty();
        }
        return Optional.of(policy);
    }

    private Optional<ImportedHeartbeat> importedHeartbeat() {
        Entry entry = keys.get("heartbeat");
        if (entry == null) {
            return Optional.empty();
        }
        Optional<HeartbeatSettings> settings =
                new HeartbeatReader(context, new MailNotifierNames(context, notifiers)).read(root, entry);
        boolean isOff =
                entry.value() instanceof ScalarNode word && word.getValue().equals("off");
        return settings.isPresent() || isOff ? Optional.of(new ImportedHeartbeat(settings)) : Optional.empty();
    }

    private Map<String, Entry> filterEntries() {
        Entry entry = keys.get("filters");
        return entry == null ? Map.of() : nodes.mapping(entry.value(), "filters", EventFilters.KEYS);
    }

    private List<String> values(Entry entry) {
        return nodes.scalars(entry.value(), entry.name()).stream()
                .flatMap(value -> context.placeholders().replace(value).stream())
                .collect(Collectors.toList());
    }

    /** The condition with the meaning of a filter; empty: there is none. */
    private Optional<Condition> condition(Entry entry) {
        String field = FILTERED_FIELDS.get(entry.name());
        List<String> values = values(entry);
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
                : Optional.of(new Condition(
                        FieldPath.of(field), Condition.Operator.EQUALS, Condition.Quantifier.ANY, values));
    }
}
