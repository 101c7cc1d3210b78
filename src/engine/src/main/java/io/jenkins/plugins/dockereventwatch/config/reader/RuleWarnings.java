package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlMapping;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.KnownEvent;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.ImpossibleCondition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleCheck;
import io.jenkins.plugins.dockereventwatch.rule.RuleSummary;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Warns about conditions and filters that no event meets, at their places in the file. */
final class RuleWarnings {

    private final Problems problems;

    /** The nodes of the values of each condition, after that of its field. */
    private final Map<Condition, List<Node>> places = new IdentityHashMap<>();

    /** The nodes of {@code for}. */
    private final Map<Rule, Node> durations = new IdentityHashMap<>();

    private final Map<Rule, ScalarNode> gracePeriods = new IdentityHashMap<>();

    RuleWarnings(Problems problems) {
        this.problems = problems;
    }

    /**
     * Records where a condition is.
     *
     * @param nodes the node of the field, followed by those of the values
     */
    void place(Condition condition, List<Node> nodes) {
        places.put(condition, nodes);
    }

    /** Records where the restart grace period of a rule is. */
    void placeGracePeriod(Rule rule, ScalarNode node) {
        gracePeriods.put(rule, node);
    }

    /** Records that the alerts of a rule are sent only if what they report lasts. */
    void placeDuration(Rule rule, Node node) {
        durations.put(rule, node);
    }

    void checkFilters(EventFilters filters, YamlMapping nodes) {
        List<ImpossibleCondition> all = RuleCheck.impossibleFilters(filters);
        if (all.isEmpty() && KnownEvent.ALL.stream().noneMatch(filters::mayPass)) {
            problems.warn(
                    nodes.node(), new InvalidValueException("filters-empty", RuleSummary.of(filters)).getMessage());
        }
        for (ImpossibleCondition found : all) {
            EventFilters.FIELDS.forEach((key, field) -> {
                if (found.condition().field().equals(field)) {
                    problems.warn(
                            nodes.scalars(key).get(found.value()),
                            found.reason().getMessage());
                }
            });
        }
    }

    void checkRules(List<Rule> rules, EventFilters filters) {
        RuleCheck check = RuleCheck.ofRules(filters);
        rules.forEach(rule -> warn(check.impossible(rule)));
        gracePeriods.forEach((rule, node) -> {
            if (!check.mayMatch(rule, "die")) {
                problems.warn(node, new InvalidValueException("restart-deaths", node.getValue()).getMessage());
            }
        });
        durations.forEach(
                (rule, node) -> check.withoutEnd(rule).ifPresent(reason -> problems.warn(node, reason.getMessage())));
    }

    void checkSilences(WatchConfiguration configuration) {
        RuleCheck check = RuleCheck.ofSilences(configuration.filters(), configuration.notifiersByTitle());
        configuration.policies().silences().forEach(silence -> warn(check.impossible(silence.matchers())));
    }

    private void warn(List<ImpossibleCondition> all) {
        for (ImpossibleCondition found : all) {
            List<Node> nodes = places.get(found.condition());
            // Invalid values, which are problems, have nodes too.
            if (nodes.size() == found.condition().values().size() + 1) {
                problems.warn(nodes.get(found.value() + 1), found.reason().getMessage());
            }
        }
    }
}
