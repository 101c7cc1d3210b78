package io.jenkins.plugins.dockereventwatch.overview.monitor;

import hudson.Extension;
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

    public List<ImpossibleRule> getRules() {
        return WatchState.all()
                .flatMap(state -> state.rules().stream())
                .flatMap(rule -> Contradiction.of(rule).map(found -> impossible(rule, found)).stream())
                .toList();
    }

    /**
     * A rule that never matches.
     *
     * @param title the title of the rule
     * @param one one of the contradicting conditions, for example {@code Action = die}
     * @param other the other condition; the same one if it contradicts itself
     */
    public record ImpossibleRule(String title, String one, String other) {}

    private static ImpossibleRule impossible(Rule rule, Contradiction found) {
        return new ImpossibleRule(
                rule.title(),
                ConditionText.text(found.one(), false),
                ConditionText.text(found.other(), found.unless()));
    }
}
