package io.jenkins.plugins.dockereventwatch.overview;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.dockereventwatch.rule.Contradiction;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import java.util.List;
import org.jenkinsci.Symbol;

/** Warns of rules that no event can ever meet, since their conditions contradict each other. */
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

    /** The titles of those rules, each with the field that its conditions are at odds about. */
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

        /** Its title. */
        public String getTitle() {
            return rule.title();
        }

        /** The field that its conditions are at odds about. */
        public String getField() {
            return contradiction.one().field().toString();
        }

        /** What the field has to be. */
        public String getValues() {
            return String.join(", ", contradiction.one().values());
        }
    }
}
