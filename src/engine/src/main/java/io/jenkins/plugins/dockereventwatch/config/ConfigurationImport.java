package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.alert.Handling;
import io.jenkins.plugins.dockereventwatch.alert.MailUrl;
import io.jenkins.plugins.dockereventwatch.alert.Secret;
import io.jenkins.plugins.dockereventwatch.alert.WebhookNotifier.Encoding;
import io.jenkins.plugins.dockereventwatch.config.YamlNodes.Entry;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

    private final Problems problems = new Problems(FILE);
    private final YamlNodes nodes = new YamlNodes(problems);
    private final Placeholders placeholders = Placeholders.refusing(problems);

    private ConfigurationImport() {}

    /**
     * What could be taken over.
     *
     * @param notifiers in the file's order
     * @param rules in the file's order, each with the file's filters as further conditions
     * @param leftOut what could not be taken over, in the file's order
     */
    public record Imported(List<ImportedNotifier> notifiers, List<ImportedRule> rules, List<Problem> leftOut) {

        /** Copies the lists. */
        public Imported {
            notifiers = List.copyOf(notifiers);
            rules = List.copyOf(rules);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * A rule that was taken over.
     *
     * @param rule the rule
     * @param complete whether all of it was; else it may match more than it should
     */
    public record ImportedRule(Rule rule, boolean complete) {}

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
        Map<String, Entry> keys =
                nodes.mapping(root, "the configuration", List.of("notifiers", "filters", "notifications"));
        List<ImportedNotifier> notifiers = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        if (keys.containsKey("notifiers")) {
            for (Entry entry :
                    nodes.mapping(keys.get("notifiers").value(), "notifiers").values()) {
                names.add(entry.name());
                notifier(entry).ifPresent(notifiers::add);
            }
        }
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
            RuleReader reader = new RuleReader(problems, placeholders, Optional.of(names), Handling.DEFAULT);
            for (Node node : nodes.sequence(keys.get("notifications").value(), "notifications")) {
                int before = problems.count();
                Rule rule = reader.read(node);
                rules.add(new ImportedRule(with(filters, rule), filtersComplete && problems.count() == before));
            }
        }
        return new Imported(notifiers, rules, problems.inOrder());
    }

    private Optional<ImportedNotifier> notifier(Entry entry) {
        String what = "the notifier '" + entry.name() + "'";
        Map<String, Entry> keys = nodes.mapping(entry.value(), what, List.of("url", "template", "data_encoding"));
        if (keys.containsKey("template")) {
            problems.add(keys.get("template").key(), "templates are files elsewhere; paste its text where it belongs");
        }
        ScalarNode url = keys.containsKey("url")
                ? nodes.scalar(keys.get("url").value(), "a url").orElse(null)
                : null;
        if (url == null) {
            problems.add(entry.key(), what + " has no url");
            return Optional.empty();
        }
        return url.getValue().strip().toLowerCase(Locale.ROOT).startsWith("smtp")
                ? mail(entry.name(), url)
                : webhook(entry.name(), url, keys.get("data_encoding"));
    }

    private Optional<ImportedNotifier> mail(String name, ScalarNode url) {
        try {
            return Optional.of(new ImportedNotifier.Mail(name, MailUrl.parse(known(url))));
        } catch (IllegalArgumentException e) {
            problems.add(url, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<ImportedNotifier> webhook(String name, ScalarNode url, Entry encoding) {
        String known = known(url);
        boolean whole = known.equals(url.getValue().strip());
        if (whole && !known.toLowerCase(Locale.ROOT).startsWith("http")) {
            problems.add(url, "a url begins with smtp://, smtps://, http:// or https://");
            return Optional.empty();
        }
        return Optional.of(new ImportedNotifier.Webhook(
                name,
                whole ? Optional.of(new Secret(known)) : Optional.empty(),
                encoding(encoding).orElse(new Encoding.Json())));
    }

    private Optional<Encoding> encoding(Entry entry) {
        return Optional.ofNullable(entry)
                .flatMap(given -> nodes.scalar(given.value(), "data_encoding"))
                .map(ScalarNode::getValue)
                .filter(text -> text.startsWith(NotifierReader.FORM) && text.length() > NotifierReader.FORM.length())
                .map(text -> new Encoding.Form(text.substring(NotifierReader.FORM.length())));
    }

    /** A url without what stands elsewhere, after a complaint about that. */
    private String known(ScalarNode url) {
        String text = url.getValue().strip();
        String known = text.replaceAll("\\$\\{[^}]*}", "");
        if (!known.equals(text)) {
            problems.add(url, "what '${...}' stands for is not in this text; enter it as credentials");
        }
        return known.replace("$$", "$");
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
