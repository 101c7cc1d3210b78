package io.jenkins.plugins.dockereventwatch.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two conditions of a rule that no event can meet together. Detects contradictions that involve a condition on equal
 * texts; two patterns are not compared.
 *
 * @param one a condition of {@code when}
 * @param other the condition that contradicts it; equal to {@code one} if that contradicts itself
 * @param unless whether {@code other} belongs to {@code unless}
 */
public record Contradiction(Condition one, Condition other, boolean unless) {

    /** Older names of fields, as used by docker-events-notifier, and their current names. */
    private static final Map<String, String> CURRENT_NAMES = Map.of(
            "status", "Action",
            "id", "Actor.ID",
            "from", "Actor.Attributes.image");

    /** Returns the first contradiction of a rule; empty if none is detected. */
    public static Optional<Contradiction> of(Rule rule) {
        List<Condition> when = rule.when();
        for (int i = 0; i < when.size(); i++) {
            Set<String> possible = possible(when.get(i));
            if (possible == null) {
                continue;
            }
            if (possible.isEmpty()) {
                return Optional.of(new Contradiction(when.get(i), when.get(i), false));
            }
            Optional<Contradiction> found = with(when.get(i), possible, rule);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Finds a condition that excludes every text that {@code one} requires. */
    private static Optional<Contradiction> with(Condition one, Set<String> possible, Rule rule) {
        for (Condition other : rule.when()) {
            if (other != one && haveSameField(one, other) && none(possible, other, true)) {
                return Optional.of(new Contradiction(one, other, false));
            }
        }
        for (Condition other : rule.unless()) {
            if (haveSameField(one, other) && none(possible, other, false)) {
                return Optional.of(new Contradiction(one, other, true));
            }
        }
        return Optional.empty();
    }

    private static boolean none(Set<String> texts, Condition condition, boolean wanted) {
        return texts.stream().noneMatch(text -> CompiledRule.holds(condition, text) == wanted);
    }

    private static boolean haveSameField(Condition one, Condition other) {
        // A verdict depends on the policy, not on the text alone.
        return other.operator() != Condition.Operator.IMAGE_VERDICT && name(one).equals(name(other));
    }

    private static String name(Condition condition) {
        String path = condition.field().toString();
        return CURRENT_NAMES.getOrDefault(path, path);
    }

    /** Returns the texts that meet a condition; null if they cannot be enumerated. */
    private static Set<String> possible(Condition condition) {
        if (condition.operator() != Condition.Operator.EQUALS) {
            return null;
        }
        Set<String> values = new LinkedHashSet<>(condition.values());
        return condition.quantifier() == Condition.Quantifier.ALL && values.size() > 1 ? Set.of() : values;
    }
}
