package io.jenkins.plugins.dockereventwatch.config.importer;

import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.config.reader.NotificationPolicyReader;
import io.jenkins.plugins.dockereventwatch.config.reader.PolicyReader;
import io.jenkins.plugins.dockereventwatch.config.reader.RuleReader;
import io.jenkins.plugins.dockereventwatch.config.reader.SilenceReader;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.yaml.Placeholders;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problem;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.TextFile;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlText;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.email.MailUrl;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier.Encoding;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads the text of a config.yml to take over as much of it as can be where its surroundings (templates, environment,
 * secret files) are not: what is left out is named.
 */
public final class ConfigurationImport {

    private static final Path FILE = Path.of("config.yml");

    /** The fields that filters of one meaning look at. */
    private static final Map<String, String> FILTERED = Map.of("event", "Action", "type", "Type", "scope", "scope");

    /** Parts that have a place of their own. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "limits", "set the limits of runs where they belong",
            "reminders", "set the reminders of updates where they belong",
            "heartbeat", "it has no equal here");

    private final Problems problems = new Problems(FILE);
    private final YamlNodes nodes = new YamlNodes(problems);
    private final Placeholders placeholders = Placeholders.refusing(problems);

    private ConfigurationImport() {}

    /**
     * What could be taken over.
     *
     * @param notifiers in the file's order
     * @param rules in the file's order, each with the file's filters as further conditions
     * @param handling how alerts go out where a rule does not say; empty: the file does not say
     * @param silences times at which some are not sent
     * @param imagePolicy which images may be used; empty: the file does not say, or not all of it could be taken over
     * @param leftOut what could not be taken over, in the file's order
     */
    public record Imported(
            List<ImportedNotifier> notifiers,
            List<ImportedRule> rules,
            Optional<NotificationPolicy> handling,
            List<RecurringSilence> silences,
            Optional<PolicySettings> imagePolicy,
            List<Problem> leftOut) {

        /** Copies the lists. */
        public Imported {
            notifiers = List.copyOf(notifiers);
            rules = List.copyOf(rules);
            silences = List.copyOf(silences);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * A rule that was taken over.
     *
     * @param rule the rule
     * @param handling how its alerts go out
     * @param complete whether all of it was; else it may match more than it should
     */
    public record ImportedRule(Rule rule, NotificationPolicy handling, boolean complete) {}

    /** A notifier that was taken over. */
    public sealed interface ImportedNotifier {

        /** As rules call it. */
        String name();

        /**
         * One that mails.
         *
         * @param mail where to; the password is empty where it stood elsewhere
         */
        record Mail(String name, MailUrl mail) implements ImportedNotifier {}

        /**
         * One that posts.
         *
         * @param url where to; empty where it stood elsewhere
         * @param encoding how
         */
        record Webhook(String name, Optional<Secret> url, Encoding encoding) implements ImportedNotifier {}
    }

    /**
     * Reads a text.
     *
     * @throws ConfigurationException if it is no YAML at all
     */
    public static Imported read(String text) throws ConfigurationException {
        if (text.length() > TextFile.LARGEST) {
            throw new ConfigurationException(
                    List.of(new Problem(FILE, 1, 1, "it is larger than " + (TextFile.LARGEST >> 10) + " KiB")));
        }
        return new ConfigurationImport().read(YamlText.parse(FILE, text, "it needs notifiers and notifications"));
    }

    private Imported read(Node root) {
        Map<String, Entry> keys = nodes.mapping(root, "the configuration", ConfigurationReader.KEYS);
        ELSEWHERE.forEach((key, place) -> {
            if (keys.containsKey(key)) {
                problems.add(keys.get(key).key(), "'" + key + "' is not taken over: " + place);
            }
        });
        NotifierImport notifierImport = new NotifierImport(problems);
        List<ImportedNotifier> notifiers = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        if (keys.containsKey("notifiers")) {
            for (Entry entry :
                    nodes.mapping(keys.get("notifiers").value(), "notifiers").values()) {
                names.add(entry.name());
                notifierImport.read(entry).ifPresent(notifiers::add);
            }
        }
        Optional<NotificationPolicy> handling =
                NotificationPolicyReader.KEYS.stream().anyMatch(keys::containsKey)
                        ? Optional.of(new NotificationPolicyReader(problems).read(keys, NotificationPolicy.DEFAULT))
                        : Optional.empty();
        RuleReader reader =
                new RuleReader(problems, placeholders, Optional.of(names), handling.orElse(NotificationPolicy.DEFAULT));
        return new Imported(
                notifiers,
                rules(keys, reader),
                handling,
                silences(keys, reader),
                imagePolicy(keys),
                problems.inOrder());
    }

    private List<ImportedRule> rules(Map<String, Entry> keys, RuleReader reader) {
        List<Condition> filters = new ArrayList<>();
        int complaints = problems.count();
        if (keys.containsKey("filters")) {
            nodes.mapping(keys.get("filters").value(), "filters", EventFilters.KEYS)
                    .values()
                    .forEach(entry -> filter(entry).ifPresent(filters::add));
        }
        boolean filtersComplete = problems.count() == complaints;
        List<ImportedRule> rules = new ArrayList<>();
        if (keys.containsKey("notifications")) {
            for (Node node : nodes.sequence(keys.get("notifications").value(), "notifications")) {
                int before = problems.count();
                Rule rule = reader.read(node);
                rules.add(new ImportedRule(
                        with(filters, rule),
                        reader.handlings().get(rule.title()),
                        filtersComplete && problems.count() == before));
            }
        }
        return rules;
    }

    /** Those that are whole: one that lost a condition would silence more than it should. */
    private List<RecurringSilence> silences(Map<String, Entry> keys, RuleReader reader) {
        List<RecurringSilence> silences = new ArrayList<>();
        if (keys.containsKey("silences")) {
            SilenceReader silenceReader = new SilenceReader(problems, reader);
            for (Node node : nodes.sequence(keys.get("silences").value(), "silences")) {
                int before = problems.count();
                RecurringSilence silence = silenceReader.read(node);
                if (problems.count() == before) {
                    silences.add(silence);
                }
            }
        }
        return silences;
    }

    /** All of it or nothing: a policy that lost a line may allow more than it should. */
    private Optional<PolicySettings> imagePolicy(Map<String, Entry> keys) {
        Entry entry = keys.get("image_policy");
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof ScalarNode) {
            problems.add(entry.value(), "the image policy is in a file elsewhere; write it out under image_policy");
            return Optional.empty();
        }
        int before = problems.count();
        PolicySettings policy = new PolicyReader(FILE, problems).read(entry.value());
        if (problems.count() > before) {
            problems.add(entry.key(), "the image policy is not taken over, since not all of it can be");
            return Optional.empty();
        }
        return Optional.of(policy);
    }

    private static Rule with(List<Condition> filters, Rule rule) {
        List<Condition> when = new ArrayList<>(filters);
        when.addAll(rule.when());
        return new Rule(rule.title(), when, rule.unless(), rule.notifiers());
    }

    /** A filter that says of every event what a condition can say. */
    private Optional<Condition> filter(Entry entry) {
        String field = FILTERED.get(entry.name());
        List<String> values = new ArrayList<>();
        for (ScalarNode value : nodes.scalars(entry.value(), entry.name())) {
            placeholders.replace(value).ifPresent(values::add);
        }
        boolean tails = values.stream().anyMatch(value -> value.matches("health_status.*|exec_.*"));
        if (field == null || tails) {
            problems.add(
                    entry.key(),
                    "this filter has no equal here; give the rules a condition instead, such as one on the container's"
                            + " name");
            return Optional.empty();
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition(
                        FieldPath.of(field), Condition.Operator.EQUALS, Condition.Quantifier.ANY, values));
    }
}
