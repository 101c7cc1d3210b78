package io.jenkins.plugins.dockereventwatch.rule;

import io.jenkins.plugins.dockereventwatch.alert.EventEnd;
import io.jenkins.plugins.dockereventwatch.event.ActionNames;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.FieldNames;
import io.jenkins.plugins.dockereventwatch.event.KnownEvent;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds conditions that no known event meets. Not thread-safe. */
public final class RuleCheck {

    /** The attribute of what the watch reports about services. */
    private static final String SERVICE = "Actor.Attributes.service";

    private static final Set<String> ACTION = Set.of("Action", "status");
    private static final Set<String> IMAGE = Set.of("Actor.Attributes.image", "from");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
    private static final Pattern SHORT_ID = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern ANCHORED = Pattern.compile("^(\\(\\?[a-z]+\\))?\\(*(\\^|\\\\A).*");

    /** Longer lists of actions are left out. */
    private static final int MAX_EXPECTED = 20;

    /** The fields whose texts are numbers. */
    private static final Set<String> NUMERIC =
            Set.of("Actor.Attributes.exitCode", "Actor.Attributes.signal", "Actor.Attributes.execDuration");

    private final List<KnownEvent> known;
    private final EventFilters filters;

    /** The fields of alerts besides those of events, each with its possible texts; none: any. */
    private final Map<String, List<String>> alertFields;

    /** Compiling a pattern costs more than the test of a text. */
    private final Map<Condition, Predicate<String>> compiled = new HashMap<>();

    private final Map<String, Boolean> unknown = new HashMap<>();

    private RuleCheck(List<KnownEvent> known, EventFilters filters, Map<String, List<String>> alertFields) {
        this.known = known;
        this.filters = filters;
        this.alertFields = alertFields;
    }

    /** A check of rules for the events that pass the filters. */
    public static RuleCheck ofRules(EventFilters filters) {
        return new RuleCheck(KnownEvent.ALL, filters, Map.of());
    }

    /**
     * A check of silences, which apply to alerts: these have further fields.
     *
     * @param notifiers the notifiers of the alerts by title; empty: not known
     */
    public static RuleCheck ofSilences(EventFilters filters, Map<String, List<String>> notifiers) {
        return new RuleCheck(
                Stream.concat(KnownEvent.ALL.stream(), KnownEvent.OF_WATCH.stream())
                        .toList(),
                filters,
                Map.of(
                        "dockerHostLabel",
                        List.of(),
                        "notificationTitle",
                        List.copyOf(notifiers.keySet()),
                        "notifier",
                        notifiers.values().stream()
                                .flatMap(List::stream)
                                .distinct()
                                .toList()));
    }

    /** Returns the conditions that no event meets, or that none meets together with the others. */
    public List<ImpossibleCondition> impossible(List<Condition> conditions) {
        return impossible(new Rule("conditions", conditions, List.of(), List.of()));
    }

    /** Returns the conditions of a rule that no event meets, or that none meets together with the others. */
    public List<ImpossibleCondition> impossible(Rule rule) {
        List<ImpossibleCondition> found = new ArrayList<>();
        Stream.concat(rule.when().stream(), rule.unless().stream())
                .forEach(condition -> found.addAll(alone(condition, rule)));
        if (found.isEmpty()) {
            rule.when().stream()
                    .filter(condition -> ACTION.contains(path(condition)))
                    .forEach(condition -> found.addAll(together(condition, rule)));
        }
        if (found.isEmpty()) {
            ofAllValues(rule)
                    .or(() -> contradiction(rule))
                    .or(() -> filtered(rule))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Returns whether the rule may match an event of a container with an action. */
    public boolean mayMatch(Rule rule, String action) {
        return events(rule.when()).contains(new KnownEvent("container", action));
    }

    /** Returns why no alert of a rule can be dropped because what it reports has ended; empty if one can. */
    public Optional<InvalidValueException> withoutEnd(Rule rule) {
        List<KnownEvent> events = events(rule.when());
        return events.isEmpty() || events.stream().anyMatch(event -> EventEnd.isPossible(event.type(), event.action()))
                ? Optional.empty()
                : Optional.of(new InvalidValueException("for-endless", String.join(", ", actions(events))));
    }

    /** Returns the values of filters that no event has. */
    public static List<ImpossibleCondition> impossibleFilters(EventFilters filters) {
        List<ImpossibleCondition> found = new ArrayList<>();
        EventFilters.FIELDS.forEach((key, field) -> {
            List<String> values = filters.values().getOrDefault(key, List.of());
            if (!values.isEmpty()) {
                Condition condition = new Condition(field, Operator.EQUALS, Quantifier.ANY, values);
                for (int i = 0; i < values.size(); i++) {
                    EventFilters single = new EventFilters(Map.of(key, List.of(values.get(i))));
                    if (KnownEvent.ALL.stream().noneMatch(single::mayPass)) {
                        found.add(new ImpossibleCondition(
                                condition, i, ofRules(filters).unknown(single(condition, i), KnownEvent.ALL)));
                    }
                }
            }
        });
        return found;
    }

    /** Checks a condition, regardless of the others. */
    private List<ImpossibleCondition> alone(Condition condition, Rule rule) {
        if (alertFields.containsKey(path(condition))) {
            return ofAlert(condition, alertFields.get(path(condition)));
        }
        Optional<InvalidValueException> field = FieldNames.problem(path(condition))
                .filter(problem ->
                        known.equals(KnownEvent.ALL) || !path(condition).equals(SERVICE));
        if (field.isPresent()) {
            return List.of(new ImpossibleCondition(condition, -1, field.get()));
        }
        List<KnownEvent> ofType = events(rule.when().stream()
                .filter(other -> path(other).equals("Type"))
                .filter(other -> other != condition)
                .toList());
        return eachValue(condition, single -> {
            if (events(List.of(single)).isEmpty()) {
                return Optional.of(unknown(single, ofType.isEmpty() ? known : ofType));
            }
            return single.operator() == Operator.EQUALS ? malformed(single) : Optional.empty();
        });
    }

    private List<ImpossibleCondition> ofAlert(Condition condition, List<String> texts) {
        return texts.isEmpty()
                ? List.of()
                : eachValue(
                        condition,
                        single -> texts.stream().anyMatch(text -> holds(single, text))
                                ? Optional.empty()
                                : Optional.of(never(single, texts)));
    }

    /** Checks the values of a condition on the action together with the other conditions and the filters. */
    private List<ImpossibleCondition> together(Condition condition, Rule rule) {
        List<Condition> others =
                rule.when().stream().filter(other -> other != condition).toList();
        return eachValue(condition, single -> {
            List<KnownEvent> events = events(List.of(single));
            for (Condition other : others) {
                if (events.stream().noneMatch(event -> meets(event, other))) {
                    return Optional.of(together(single, other));
                }
            }
            for (Condition other : rule.unless()) {
                if (events.stream().allMatch(event -> mustMeet(event, other))) {
                    return Optional.of(
                            new InvalidValueException("never-unless", value(single), ConditionText.text(other, false)));
                }
            }
            return events.stream().anyMatch(this::passes)
                    ? Optional.empty()
                    : Optional.of(new InvalidValueException("never-filtered", value(single), RuleSummary.of(filters)));
        });
    }

    private InvalidValueException together(Condition single, Condition other) {
        Collection<String> actions = actions(events(List.of(other)));
        List<String> meant = ActionNames.meant(value(single), actions);
        String summary = ConditionText.text(other, false);
        if (IMAGE.contains(path(other))
                && events(List.of(single)).stream()
                        .anyMatch(event -> event.type().equals("image"))) {
            return new InvalidValueException("never-image", value(single), summary);
        }
        if (!meant.isEmpty()) {
            return new InvalidValueException("never-together-meant", value(single), summary, String.join("|", meant));
        }
        return actions.size() > MAX_EXPECTED
                ? new InvalidValueException("never-both", value(single), summary)
                : new InvalidValueException("never-together", value(single), summary, String.join(", ", actions));
    }

    /** Finds a condition all of whose values must match, although none is like the others. */
    private Optional<ImpossibleCondition> ofAllValues(Rule rule) {
        return rule.when().stream()
                .filter(condition -> condition.quantifier() == Quantifier.ALL)
                .filter(condition -> condition.operator() == Operator.EQUALS
                        ? condition.values().stream().distinct().count() > 1
                        : events(List.of(condition)).isEmpty())
                .findFirst()
                .map(condition -> new ImpossibleCondition(
                        condition, -1, new InvalidValueException("never-all", ConditionText.text(condition, false))));
    }

    /** Finds conditions that exclude each other, by their texts or because no kind of event meets all. */
    private Optional<ImpossibleCondition> contradiction(Rule rule) {
        Optional<Contradiction> texts = Contradiction.of(rule);
        if (texts.isPresent()) {
            Contradiction found = texts.get();
            String kind = found.unless() ? "never-unless" : "never-both";
            return Optional.of(new ImpossibleCondition(
                    found.other(),
                    -1,
                    new InvalidValueException(
                            kind, ConditionText.text(found.one(), false), ConditionText.text(found.other(), false))));
        }
        List<KnownEvent> left = known;
        for (Condition condition : rule.when()) {
            List<KnownEvent> before = left;
            left = before.stream().filter(event -> meets(event, condition)).toList();
            if (left.isEmpty()) {
                return Optional.of(new ImpossibleCondition(
                        condition,
                        -1,
                        new InvalidValueException("never-others", ConditionText.text(condition, false))));
            }
        }
        for (Condition condition : rule.unless()) {
            left = left.stream().filter(event -> !mustMeet(event, condition)).toList();
            if (left.isEmpty()) {
                return Optional.of(new ImpossibleCondition(
                        condition,
                        -1,
                        new InvalidValueException("never-excluded", ConditionText.text(condition, false))));
            }
        }
        return left.stream().anyMatch(this::passes) || rule.when().isEmpty()
                ? Optional.empty()
                : Optional.of(new ImpossibleCondition(
                        rule.when().get(0),
                        -1,
                        new InvalidValueException(
                                "never-filtered",
                                ConditionText.text(rule.when().get(0), false),
                                RuleSummary.of(filters))));
    }

    /** Finds a condition on a name or label that the filters exclude. */
    private Optional<ImpossibleCondition> filtered(Rule rule) {
        return rule.when().stream()
                .filter(condition -> condition.operator() == Operator.EQUALS)
                .filter(condition ->
                        condition.values().stream().noneMatch(value -> filters.mayPass(condition.field(), value)))
                .findFirst()
                .map(condition -> new ImpossibleCondition(
                        condition,
                        -1,
                        new InvalidValueException(
                                "never-filtered", ConditionText.text(condition, false), RuleSummary.of(filters))));
    }

    private List<KnownEvent> events(Collection<Condition> conditions) {
        return known.stream()
                .filter(event -> conditions.stream().allMatch(condition -> meets(event, condition)))
                .toList();
    }

    private boolean holds(Condition condition, String text) {
        return compiled.computeIfAbsent(condition, CompiledRule::textTest).test(text);
    }

    private boolean passes(KnownEvent event) {
        return event.isOfWatch() || filters.mayPass(event);
    }

    /** Whether an event of this kind may meet a condition. */
    private boolean meets(KnownEvent event, Condition condition) {
        String field = path(condition);
        if (ACTION.contains(field) && event.mayHave(field) && event.hasCommand()) {
            String command = event.action() + ": ";
            return condition.values().stream()
                    .anyMatch(value -> condition.operator() == Operator.EQUALS
                            ? value.startsWith(command)
                            : mayMatchCommand(value));
        }
        return (event.mayHave(field) || isUnknown(field))
                && event.texts(field)
                        .map(texts -> texts.stream().anyMatch(text -> holds(condition, text)))
                        .orElse(true);
    }

    /** A field that is reported where the condition is checked alone, or that only alerts have. */
    private boolean isUnknown(String field) {
        return unknown.computeIfAbsent(field, name -> known.stream().noneMatch(event -> event.mayHave(name)));
    }

    /** Whether every event of this kind meets a condition. */
    private boolean mustMeet(KnownEvent event, Condition condition) {
        return event.mayHave(path(condition))
                && event.texts(path(condition))
                        .map(texts -> texts.stream().allMatch(text -> holds(condition, text)))
                        .orElse(false);
    }

    /** Whether a pattern may be about a command that follows exec_create or exec_start. */
    private boolean mayMatchCommand(String pattern) {
        return pattern.contains("exec")
                || !ANCHORED.matcher(pattern).matches()
                        && ActionNames.meant(pattern, actions(known)).isEmpty()
                        && !ActionNames.isAboutHealth(pattern);
    }

    /** Why no event has the value of a condition on a field with known texts. */
    private InvalidValueException unknown(Condition single, List<KnownEvent> ofType) {
        String value = value(single);
        if (!ACTION.contains(path(single))) {
            Set<String> texts = new LinkedHashSet<>();
            known.forEach(event -> event.texts(path(single)).ifPresent(texts::addAll));
            return never(single, texts);
        }
        if (path(single).equals("status") && actions(ofType).contains(value)) {
            return new InvalidValueException("action-status", path(single));
        }
        Collection<String> actions = actions(
                ofType.stream().filter(event -> event.mayHave(path(single))).toList());
        for (String action : List.of("exec_create", "exec_start")) {
            if (value.equals(action) || value.equals("^" + action + "$")) {
                return new InvalidValueException("action-command", value, "^" + action + ": ");
            }
        }
        List<String> meant = ActionNames.meant(value, actions);
        if (!meant.isEmpty()) {
            return new InvalidValueException("action-meant", value, String.join("|", meant));
        }
        return ActionNames.isAboutHealth(value) && actions.contains("health_status: unhealthy")
                ? new InvalidValueException("action-health", value)
                : new InvalidValueException("action-unknown", value, String.join(", ", actions));
    }

    private static Collection<String> actions(List<KnownEvent> events) {
        Set<String> actions = new LinkedHashSet<>();
        events.forEach(event -> actions.add(event.action()));
        return actions;
    }

    private static InvalidValueException never(Condition single, Collection<String> texts) {
        String value = single.values().get(0);
        return Suggestion.of(value, texts)
                .map(meant -> new InvalidValueException("value-meant", value, path(single), meant))
                .orElseGet(() ->
                        new InvalidValueException("value-unknown", value, path(single), String.join(", ", texts)));
    }

    /** Why a text is not one of the field, although the field may have any text. */
    private static Optional<InvalidValueException> malformed(Condition single) {
        String value = single.values().get(0);
        String field = path(single);
        if (NUMERIC.contains(field) && !NUMBER.matcher(value).matches()) {
            return Optional.of(new InvalidValueException("value-number", value, field));
        }
        boolean isName = field.equals("Actor.Attributes.name");
        if (isName && value.startsWith("/")) {
            return Optional.of(new InvalidValueException("value-meant", value, field, value.substring(1)));
        }
        return (field.equals("Actor.ID") || field.equals("id"))
                        && SHORT_ID.matcher(value).matches()
                ? Optional.of(new InvalidValueException("value-short-id", value, field))
                : Optional.empty();
    }

    private static List<ImpossibleCondition> eachValue(
            Condition condition, Function<Condition, Optional<InvalidValueException>> check) {
        List<ImpossibleCondition> found = new ArrayList<>();
        for (int i = 0; i < condition.values().size(); i++) {
            int index = i;
            check.apply(single(condition, i))
                    .ifPresent(reason -> found.add(new ImpossibleCondition(condition, index, reason)));
        }
        return found;
    }

    private static Condition single(Condition condition, int value) {
        return new Condition(
                condition.field(),
                condition.operator(),
                Quantifier.ANY,
                List.of(condition.values().get(value)));
    }

    private static String path(Condition condition) {
        return condition.field().toString();
    }

    private static String value(Condition single) {
        return single.values().get(0);
    }
}
