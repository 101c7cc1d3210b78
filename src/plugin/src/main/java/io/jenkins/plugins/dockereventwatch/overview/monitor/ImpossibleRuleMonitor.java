package io.jenkins.plugins.dockereventwatch.overview.monitor;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.dockereventwatch.overview.ConditionText;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.rule.Contradiction;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import java.util.List;
import org.jenkinsci.Symbol;

/** Warns about rules that can never match because their conditions contradict each other. */
@Extension
@Symbol("dockerRuleImpossible")
public final class ImpossibleRuleMonitor extends AdministrativeMonitor {

    @Override
    public String getDisplayName() {
        return Messages.ImpossibleRuleMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getRules().isEmpty();
    }

    /** Returns the rules with their contradicting conditions. */
    public List<ImpossibleRule> getRules() {
        return ExtensionList.lookup(WatchState.class).stream()
                .flatMap(state -> state.rulesInForce().stream())
                .flatMap(rule -> Contradiction.of(rule).map(found -> new ImpossibleRule(rule, found)).stream())
                .toList();
    }

    /** A rule that never matches. */
    public static final class ImpossibleRule {

        private final Rule rule;
        private final Contradiction contradiction;

        ImpossibleRule(Rule rule, Contradiction contradiction) {
            this.rule = rule;
            this.contradiction = contradiction;
        }

        /** Returns the title of the rule. */
        public String getTitle() {
            return rule.title();
        }

        /** Returns one of the contradicting conditions, for example {@code Action = die}. */
        public String getOne() {
            return ConditionText.text(contradiction.one(), false);
        }

        /** Returns the other condition; the same one if it contradicts itself. */
        public String getOther() {
            return ConditionText.text(contradiction.other(), contradiction.unless());
        }
    }
}
