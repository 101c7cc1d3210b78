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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rules, compiled once; immutable and shared between threads.
 *
 * <p>Each rule is filed under that one of its conditions that it shares with fewest other rules. An event is looked up
 * there, and only the rules found are tested in full, so that a thousand rules do not cost a thousand tests an event.
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

    /** Compiles rules; their order is kept. Where they ask about images, official ones alone are allowed. */
    public static RuleSet of(List<Rule> rules) {
        return of(rules, ImagePolicy.of(PolicySettings.OFFICIAL_ONLY, Clock.systemDefaultZone()));
    }

    /** Compiles rules, whose conditions on images go by a policy; their order is kept. */
    public static RuleSet of(List<Rule> rules, ImagePolicy policy) {
        return new RuleSet(rules, policy);
    }

    /** What conditions on images go by. */
    public ImagePolicy imagePolicy() {
        return policy;
    }

    /** The rules, in the order given. */
    public List<Rule> rules() {
        return rules;
    }

    /** The rules that an event meets, in the order given; never null. */
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
                matching.add(compiled[number].rule());
            }
        }
        return matching;
    }

    /**
     * What the image policy says of an event's image, where rules ask for that.
     *
     * @param met rules that the event meets
     * @return empty: none of them asks
     */
    public Optional<Verdict> verdict(DockerEvent event, List<Rule> met) {
        return met.stream()
                .flatMap(rule -> rule.when().stream())
                .filter(condition -> condition.operator() == Condition.Operator.IS_JUDGED)
                .map(condition -> condition.field().textIn(event))
                .findFirst()
                .map(policy::judge);
    }

    private FieldIndex[] index() {
        Map<Key, Integer> sharing = new HashMap<>();
        for (Rule rule : rules) {
            for (Condition condition : indexable(rule)) {
                keys(condition).forEach(key -> sharing.merge(key, 1, Integer::sum));
            }
        }
        Map<FieldPath, FieldIndex.Builder> builders = new LinkedHashMap<>();
        for (int number = 0; number < rules.size(); number++) {
            Condition best = null;
            for (Condition condition : indexable(rules.get(number))) {
                if (best == null || cost(condition, sharing) < cost(best, sharing)) {
                    best = condition;
                }
            }
            if (best == null) {
                withoutConditions.set(number);
                continue;
            }
            for (Key key : keys(best)) {
                builders.computeIfAbsent(key.field, field -> new FieldIndex.Builder())
                        .add(key.operator, key.value, number);
            }
        }
        return builders.entrySet().stream()
                .map(entry -> entry.getValue().build(entry.getKey()))
                .toArray(FieldIndex[]::new);
    }

    /** The conditions that a rule can be filed under. */
    private static List<Condition> indexable(Rule rule) {
        return rule.when().stream()
                .filter(condition -> condition.operator() != Condition.Operator.IS_JUDGED)
                .toList();
    }

    /** One of these must hold for the condition to hold. */
    private static List<Key> keys(Condition condition) {
        List<String> values = condition.quantifier() == Condition.Quantifier.ALL
                ? condition.values().subList(0, 1)
                : condition.values();
        return values.stream()
                .map(value -> new Key(condition.field(), condition.operator(), value))
                .toList();
    }

    /**
     * How many rules an event finds under the condition, at worst; of two alike a text costs less than a pattern, and a
     * pattern that must always be run costs most.
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
