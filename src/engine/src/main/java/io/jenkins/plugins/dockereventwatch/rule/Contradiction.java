package io.jenkins.plugins.dockereventwatch.rule;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Conditions of one rule that no event can meet together. Finds what can be told by texts that must be equal; of two
 * patterns it cannot tell.
 *
 * @param one a condition
 * @param other one that contradicts it; the same as {@code one} where that contradicts itself
 * @param unless whether {@code other} is one of those that must not hold
 */
public record Contradiction(Condition one, Condition other, boolean unless) {

    /** Fields that an event has twice: rules of docker-events-notifier use the older name. */
    private static final Map<String, String> SAME = Map.of(
            "status", "Action",
            "id", "Actor.ID",
            "from", "Actor.Attributes.image");

    /** A rule's first contradiction; empty: none is known. */
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

    /** Looks for a condition that lets through none of the texts that the first one asks for. */
    private static Optional<Contradiction> with(Condition one, Set<String> possible, Rule rule) {
        for (Condition other : rule.when()) {
            if (other != one && isOfSameField(one, other) && none(possible, other, true)) {
                return Optional.of(new Contradiction(one, other, false));
            }
        }
        for (Condition other : rule.unless()) {
            if (isOfSameField(one, other) && none(possible, other, false)) {
                return Optional.of(new Contradiction(one, other, true));
            }
        }
        return Optional.empty();
    }

    private static boolean none(Set<String> texts, Condition condition, boolean wanted) {
        return texts.stream().noneMatch(text -> holds(condition, text) == wanted);
    }

    private static boolean isOfSameField(Condition one, Condition other) {
        // What a policy says of a text is no matter of the text alone.
        return other.operator() != Condition.Operator.IS_JUDGED && name(one).equals(name(other));
    }

    private static String name(Condition condition) {
        String path = condition.field().toString();
        return SAME.getOrDefault(path, path);
    }

    /** The texts that a condition lets through; null: too many to tell. */
    private static Set<String> possible(Condition condition) {
        if (condition.operator() != Condition.Operator.EQUALS) {
            return null;
        }
        Set<String> values = new LinkedHashSet<>(condition.values());
        return condition.quantifier() == Condition.Quantifier.ALL && values.size() > 1 ? Set.of() : values;
    }

    private static boolean holds(Condition condition, String text) {
        List<Boolean> each = new ArrayList<>();
        for (String value : condition.values()) {
            each.add(
                    condition.operator() == Condition.Operator.EQUALS
                            ? value.equals(text)
                            : Pattern.compile(value).matcher(text).find());
        }
        return condition.quantifier() == Condition.Quantifier.ALL ? !each.contains(false) : each.contains(true);
    }
}
