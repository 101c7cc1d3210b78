package io.jenkins.plugins.dockereventwatch.rule;

import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Quantifier;
import java.util.Collection;
import java.util.stream.Collectors;

/** Describes rules and filters in words. */
public final class RuleSummary {

    private static final String ATTRIBUTES = "Actor.Attributes.";

    private RuleSummary() {}

    /** Describes a rule: {@code when status matches (die|destroy) and exitCode is 1, unless name is test → email}. */
    public static String of(Rule rule) {
        String when = rule.when().isEmpty()
                ? "on every event"
                : rule.when().stream().map(RuleSummary::of).collect(Collectors.joining(" and ", "when ", ""));
        String unless = rule.unless().isEmpty()
                ? ""
                : rule.unless().stream().map(RuleSummary::of).collect(Collectors.joining(" or ", ", unless ", ""));
        return when + unless + " → " + String.join(", ", rule.notifiers());
    }

    /** Describes filters: {@code event is any of stop, die and type is container}. */
    public static String of(EventFilters filters) {
        return filters.values().entrySet().stream()
                .map(filter -> filter.getKey() + " is "
                        + list(filter.getValue(), filter.getKey().equals("label") ? "all of " : "any of "))
                .collect(Collectors.joining(" and "));
    }

    /** A condition: {@code exitCode is 1}. */
    public static String of(Condition condition) {
        String path = condition.field().toString();
        String field = path.startsWith(ATTRIBUTES) ? path.substring(ATTRIBUTES.length()) : path;
        String verb = switch (condition.operator()) {
            case EQUALS -> " is ";
            case MATCHES -> " matches ";
            case IMAGE_VERDICT -> " has the image verdict ";
        };
        return field
                + verb
                + list(condition.values(), condition.quantifier() == Quantifier.ALL ? "all of " : "any of ");
    }

    private static String list(Collection<String> values, String several) {
        return (values.size() == 1 ? "" : several) + String.join(", ", values);
    }
}
