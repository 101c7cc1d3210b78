package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.DayNames;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping.Entry;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlReader;
import io.jenkins.plugins.dockereventwatch.event.FieldNames;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.grouping.NotificationPolicy;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the elements of {@code notifications} and {@code silences}. */
final class RuleReader {

    private static final List<String> KEYS = List.of(
            "title",
            "when",
            "when_regex",
            "unless",
            "unless_regex",
            "match",
            "image_policy",
            "for",
            "notify",
            "group",
            "crash_loop",
            "resolved");

    private static final String RESTARTED_WITHIN = NotificationPolicyReader.RESTARTED_WITHIN;

    private static final List<String> SILENCE_KEYS =
            List.of("reason", "when", "when_regex", "match", "days", "from", "to", "zone");

    private final YamlReader yaml;
    private final Optional<Set<String>> notifiers;
    private final NotificationPolicy defaults;
    private final NotificationPolicyReader policyReader;
    private final RuleWarnings warnings;
    private final Map<String, NotificationPolicy> policies = new LinkedHashMap<>();

    /**
     * Creates a reader.
     *
     * @param notifiers the names of all notifiers; empty: not known
     * @param defaults the policy of rules without their own
     */
    RuleReader(ReadContext context, Optional<Set<String>> notifiers, NotificationPolicy defaults) {
        this.yaml = context.yaml();
        this.notifiers = notifiers;
        this.defaults = defaults;
        this.policyReader = new NotificationPolicyReader(context);
        this.warnings = new RuleWarnings(context.problems());
    }

    /** Reads a rule, without the invalid values. */
    Rule read(Node node) {
        YamlMapping rule = yaml.mapping(node, "a notification", KEYS);
        rule.require("title");
        String title = rule.parsed("title", text -> {
                    if (text.isBlank()) {
                        throw new IllegalArgumentException("Blank title: expected a text");
                    }
                    return text;
                })
                .orElse("");
        NotificationPolicy policy = policyReader.read(rule, defaults);
        NotificationPolicy earlier = policies.put(title, policy);
        if (earlier != null && !earlier.equals(policy)) {
            yaml.problem(
                    node,
                    "Duplicate title with a different group, crash_loop, resolved or for: expected another title");
        }
        List<Condition> when = conditions(rule, true);
        List<String> verdicts =
                rule.all("image_policy", text -> YamlReader.check("Invalid image_policy", text, Condition.VERDICTS));
        if (!verdicts.isEmpty()) {
            Condition condition = Condition.onImagePolicy(verdicts);
            when.add(condition);
            warnings.place(condition, nodes(rule.get("image_policy").orElseThrow()));
        }
        List<Condition> unless = new ArrayList<>();
        unless.addAll(conditions(rule.get("unless_regex"), Operator.MATCHES, Quantifier.ANY, false));
        unless.addAll(conditions(rule.get("unless"), Operator.EQUALS, Quantifier.ANY, true));
        rule.require("notify");
        Rule read = new Rule(title, when, unless, notify(rule, notifiers));
        rule.get("for").ifPresent(entry -> warnings.placeDuration(read, entry.key()));
        policyReader.gracePeriodKey(rule).ifPresent(key -> warnings.placeGracePeriod(read, key));
        return read;
    }

    /** The conditions of {@code when} and {@code when_regex}, with the quantifier of {@code match}. */
    private List<Condition> conditions(YamlMapping keys, boolean ofRule) {
        Quantifier quantifier = keys.flag("match", "any", "all").orElse(true) ? Quantifier.ANY : Quantifier.ALL;
        List<Condition> when = new ArrayList<>();
        when.addAll(conditions(keys.get("when_regex"), Operator.MATCHES, quantifier, false));
        when.addAll(conditions(keys.get("when"), Operator.EQUALS, quantifier, ofRule));
        return when;
    }

    /** The policies of the rules that were read, by title. */
    Map<String, NotificationPolicy> policies() {
        return policies;
    }

    /** The warnings about the rules and silences that were read. */
    RuleWarnings warnings() {
        return warnings;
    }

    /** Reads a silence; empty: it is invalid. */
    Optional<RecurringSilence> silence(Node node) {
        YamlMapping silence = yaml.mapping(node, "a silence", SILENCE_KEYS);
        silence.require("reason", "from", "to");
        List<Condition> matchers = conditions(silence, false);
        Set<DayOfWeek> days = silence.has("days") ? days(silence) : EnumSet.allOf(DayOfWeek.class);
        Optional<LocalTime> from = silence.parsed("from", RuleReader::time);
        Optional<LocalTime> to = silence.parsed("to", RuleReader::time);
        ZoneId zone = silence.parsed("zone", CronSchedule::zone).orElse(ZoneId.systemDefault());
        Optional<String> reason = silence.text("reason");
        if (from.isEmpty() || to.isEmpty() || reason.isEmpty() || days.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RecurringSilence(matchers, days, from.get(), to.get(), zone, reason.get()));
        } catch (IllegalArgumentException e) {
            yaml.problem(node, e.getMessage());
            return Optional.empty();
        }
    }

    private static Set<DayOfWeek> days(YamlMapping silence) {
        return silence.all("days", DayNames::days).stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Invalid time '" + text + "': expected \"02:30\", in quotes", e);
        }
    }

    /** Reads conditions; {@code gracePeriod} tells whether {@code restarted_within} is allowed among them. */
    private List<Condition> conditions(
            Optional<Entry> key, Operator operator, Quantifier quantifier, boolean gracePeriod) {
        List<Condition> conditions = new ArrayList<>();
        key.map(entry -> yaml.mapping(entry.value(), entry.name()))
                .ifPresent(fields -> fields.entries().stream()
                        .filter(field -> !gracePeriod || !field.name().equals(RESTARTED_WITHIN))
                        .forEach(field -> {
                            Optional<FieldPath> path = yaml.parsed(field.key(), RuleReader::field);
                            List<String> values = fields.all(field.name(), text -> {
                                if (operator == Operator.MATCHES) {
                                    Condition.checkPattern(text);
                                }
                                return text;
                            });
                            if (path.isPresent() && !values.isEmpty()) {
                                Condition condition = new Condition(path.get(), operator, quantifier, values);
                                conditions.add(condition);
                                warnings.place(condition, nodes(field));
                            }
                        }));
        return conditions;
    }

    private static List<Node> nodes(Entry field) {
        List<Node> nodes = new ArrayList<>(List.of(field.key()));
        nodes.addAll(field.value() instanceof SequenceNode values ? values.getValue() : List.of(field.value()));
        return nodes;
    }

    private static FieldPath field(String path) {
        if (path.equals(RESTARTED_WITHIN)) {
            throw new IllegalArgumentException(
                    "Invalid condition '" + path + "': expected under when or unless of a notification");
        }
        Suggestion.of(path, List.of(RESTARTED_WITHIN))
                .or(() -> FieldNames.meant(path))
                .ifPresent(meant -> {
                    throw new IllegalArgumentException("Unknown field '" + path + "': did you mean '" + meant + "'?");
                });
        return new FieldPath(path);
    }

    /**
     * Reads the names of notifiers.
     *
     * @param notifiers the names of all notifiers; empty: not known
     */
    static List<String> notify(YamlMapping keys, Optional<Set<String>> notifiers) {
        List<String> names = new ArrayList<>();
        keys.all("notify", name -> {
            notifiers.ifPresent(known -> YamlReader.check("Unknown notifier", name, known));
            if (names.contains(name)) {
                throw new IllegalArgumentException("Duplicate notifier '" + name + "'");
            }
            return names.add(name);
        });
        return names;
    }
}
