package io.jenkins.plugins.dockereventwatch.overview.monitor;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.rule.ImpossibleCondition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleCheck;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;

/** Warns about conditions of rules and recurring silences that no event meets. */
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
                .flatMap(state -> impossible(state.rules(), state.recurringSilences(), state.notifiersByTitle()))
                .toList();
    }

    static Stream<ImpossibleRule> impossible(
            List<Rule> rules, List<RecurringSilence> silences, Map<String, List<String>> notifiersByTitle) {
        RuleCheck ofRules = RuleCheck.ofRules(EventFilters.NONE);
        RuleCheck ofSilences = RuleCheck.ofSilences(EventFilters.NONE, notifiersByTitle);
        return Stream.concat(
                rules.stream().flatMap(rule -> impossible(rule.title(), ofRules.impossible(rule))),
                silences.stream()
                        .flatMap(silence -> impossible(silence.reason(), ofSilences.impossible(silence.matchers()))));
    }

    /**
     * A rule or silence with a condition that no event meets.
     *
     * @param title the title of the rule, or the reason of the silence
     * @param reason which condition no event meets, and what is expected
     */
    public record ImpossibleRule(String title, String reason) {}

    private static Stream<ImpossibleRule> impossible(String title, List<ImpossibleCondition> conditions) {
        return conditions.stream().map(found -> new ImpossibleRule(title, FormText.message(found.reason())));
    }
}
