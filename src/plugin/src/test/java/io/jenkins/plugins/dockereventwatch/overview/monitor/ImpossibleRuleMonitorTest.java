package io.jenkins.plugins.dockereventwatch.overview.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionOperator;
import io.jenkins.plugins.dockereventwatch.settings.rule.ConditionSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.RuleSetting;
import io.jenkins.plugins.dockereventwatch.settings.rule.SilenceSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImpossibleRuleMonitorTest {

    @Test
    void listsRulesAndSilencesThatNeverMatch() {
        RuleSetting good = new RuleSetting("good");
        good.setConditions(List.of(condition("Action", "die")));
        RuleSetting died = new RuleSetting("bad");
        died.setConditions(List.of(condition("Action", "died"), condition("exitCode", "0")));
        RuleSetting start = new RuleSetting("start");
        start.setConditions(List.of(condition("Action", "start"), condition("exitCode", "0")));
        SilenceSetting silence = new SilenceSetting("backup", "01:00", "02:00");
        silence.setConditions(List.of(condition("notificationTitle", "god")));
        SilenceSetting ofHosts = new SilenceSetting("move", "01:00", "02:00");
        ofHosts.setConditions(List.of(condition("notificationTitle", "hosts"), condition("notifier", "m")));

        assertThat(ImpossibleRuleMonitor.impossible(
                        List.of(good.toRule(List.of("n")), died.toRule(List.of("n")), start.toRule(List.of("n"))),
                        List.of(silence.toSilence(), ofHosts.toSilence()),
                        Map.of("good", List.of("n"), "hosts", List.of("m"))))
                .extracting(found ->
                        found.title() + ": " + found.condition().reason().getMessage())
                .containsExactly(
                        "bad: No action matches 'died'; did you mean 'die'?",
                        "start: 'start' never matches together with 'Actor.Attributes.exitCode = 0'; expected die,"
                                + " exec_die",
                        "backup: 'god' never matches notificationTitle; did you mean 'good'?");
    }

    private static ConditionSetting condition(String field, String value) {
        return new ConditionSetting(field, ConditionOperator.IS_ANY_OF, value);
    }
}
