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

    private volatile Checked latest = new Checked(new Settings(List.of(), List.of(), Map.of()), List.of());

    /** The settings whose check is kept until they change. */
    private record Settings(
            List<Rule> rules, List<RecurringSilence> silences, Map<String, List<String>> notifiersByTitle) {}

    private record Checked(Settings settings, List<Found> found) {}

    /** A condition of a rule, or of a silence with this reason. */
    record Found(String title, ImpossibleCondition condition) {}

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
                .flatMap(state ->
                        checked(new Settings(state.rules(), state.recurringSilences(), state.notifiersByTitle()))
                                .stream())
                .map(found -> new ImpossibleRule(found.title, FormText.message(found.condition.reason())))
                .toList();
    }

    /** Returns the result for the current settings, which every page of Manage Jenkins asks for. */
    private List<Found> checked(Settings settings) {
        Checked last = latest;
        if (!last.settings.equals(settings)) {
            last = new Checked(
                    settings,
                    impossible(settings.rules, settings.silences, settings.notifiersByTitle)
                            .toList());
            latest = last;
        }
        return last.found;
    }

    static Stream<Found> impossible(
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

    private static Stream<Found> impossible(String title, List<ImpossibleCondition> conditions) {
        return conditions.stream().map(condition -> new Found(title, condition));
    }
}
