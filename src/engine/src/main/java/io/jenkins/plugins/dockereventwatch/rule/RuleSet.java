package io.jenkins.plugins.dockereventwatch.rule;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.rule.index.FieldIndex;
import io.jenkins.plugins.dockereventwatch.rule.index.RequiredLiterals;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rules, compiled once. Immutable and thread-safe.
 *
 * <p>Each rule is indexed by the condition that it shares with the fewest other rules. Only the rules that the index
 * returns for an event are tested in full, so that 1,000 rules do not require 1,000 tests for each event.
 */
public final class RuleSet {

    private final List<Rule> rules;
    private final ImagePolicy policy;
    private final CompiledRule[] compiled;
    private final FieldIndex[] indexes;
    private final BitSet withoutConditions = new BitSet();

    private RuleSet(List<Rule> rules, ImagePolicy policy) {
        this.rules = List.copyOf(rules);
        this.policy = policy;
        this.compiled =
                this.rules.stream().map(rule -> new CompiledRule(rule, policy)).toArray(CompiledRule[]::new);
        this.indexes = index();
    }

    /** Compiles rules; image conditions allow official images only. */
    public static RuleSet of(List<Rule> rules) {
        return of(rules, ImagePolicy.of(PolicySettings.OFFICIAL_ONLY, Clock.systemDefaultZone()));
    }

    /** Compiles rules; {@code policy} evaluates image conditions. */
    public static RuleSet of(List<Rule> rules, ImagePolicy policy) {
        return new RuleSet(rules, policy);
    }

    /** Returns the policy that evaluates image conditions. */
    public ImagePolicy imagePolicy() {
        return policy;
    }

    /** Returns the rules in their original order. */
    public List<Rule> rules() {
        return rules;
    }

    /** Returns the rules that match an event, in their original order. */
    public List<Rule> matching(DockerEvent event) {
        BitSet candidates = (BitSet) withoutConditions.clone();
        for (FieldIndex index : indexes) {
            index.addMatching(event, candidates);
        }
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<Rule> matching = new ArrayList<>();
        for (int number = candidates.nextSetBit(0); number >= 0; number = candidates.nextSetBit(number + 1)) {
            if (compiled[number].matches(event)) {
                matching.add(rules.get(number));
            }
        }
        return matching;
    }

    /**
     * Returns the verdict on an event's image.
     *
     * @param matching the rules that match the event
     * @return empty if none of the rules has an image condition
     */
    public Optional<Verdict> verdict(DockerEvent event, List<Rule> matching) {
        return matching.stream()
                .flatMap(rule -> rule.when().stream())
                .filter(condition -> condition.operator() == Condition.Operator.IMAGE_VERDICT)
                .map(condition -> condition.field().textIn(event))
                .findFirst()
                .map(policy::judge);
    }

    /** Whether the other set has the same rules and image policy. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RuleSet set && rules.equals(set.rules) && policy.equals(set.policy);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }

    private FieldIndex[] index() {
        Map<Key, Integer> sharing = new HashMap<>();
        for (Rule rule : rules) {
            for (Condition condition : indexable(rule)) {
                keys(condition).forEach(key -> sharing.merge(key, 1, Integer::sum));
            }
        }
        Map<FieldPath, Map<Condition.Operator, Map<String, BitSet>>> indexed = new LinkedHashMap<>();
        for (int number = 0; number < rules.size(); number++) {
            Optional<Condition> best = indexable(rules.get(number)).stream()
                    .min(Comparator.comparing(condition -> cost(condition, sharing)));
            if (best.isEmpty()) {
                withoutConditions.set(number);
                continue;
            }
            for (Key key : keys(best.get())) {
                indexed.computeIfAbsent(key.field, field -> new EnumMap<>(Condition.Operator.class))
                        .computeIfAbsent(key.operator, operator -> new LinkedHashMap<>())
                        .computeIfAbsent(key.value, value -> new BitSet())
                        .set(number);
            }
        }
        return indexed.entrySet().stream()
                .map(entry -> new FieldIndex(
                        entry.getKey(),
                        entry.getValue().getOrDefault(Condition.Operator.EQUALS, Map.of()),
                        entry.getValue().getOrDefault(Condition.Operator.MATCHES, Map.of())))
                .toArray(FieldIndex[]::new);
    }

    /** Returns the conditions by which a rule can be indexed. */
    private static List<Condition> indexable(Rule rule) {
        return rule.when().stream()
                .filter(condition -> condition.operator() != Condition.Operator.IMAGE_VERDICT)
                .toList();
    }

    /** Returns index keys of which at least one matches whenever the condition holds. */
    private static List<Key> keys(Condition condition) {
        List<String> values = condition.quantifier() == Condition.Quantifier.ALL
                ? condition.values().subList(0, 1)
                : condition.values();
        return values.stream()
                .map(value -> new Key(condition.field(), condition.operator(), value))
                .toList();
    }

    /**
     * Returns the number of rules that the condition's keys return in the worst case. A text costs less than a pattern;
     * a pattern without required literals costs most, since it must run for every event.
     */
    private static long cost(Condition condition, Map<Key, Integer> sharing) {
        long cost = condition.operator() == Condition.Operator.EQUALS ? 0 : 1;
        for (Key key : keys(condition)) {
            boolean alwaysRun = key.operator == Condition.Operator.MATCHES
                    && RequiredLiterals.of(key.value).isEmpty();
            cost += sharing.get(key) + (alwaysRun ? Integer.MAX_VALUE : 0);
        }
        return cost;
    }

    private record Key(FieldPath field, Condition.Operator operator, String value) {}
}
