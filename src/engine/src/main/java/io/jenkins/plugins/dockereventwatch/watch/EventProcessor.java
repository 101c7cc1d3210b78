package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.ImageVerdict;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.text.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes a host's events into alerts, by rules that may be replaced at any time. Shared between threads. */
public final class EventProcessor {

    private final String hostLabel;
    private final Consumer<List<Alert>> alerts;
    private volatile Rules rules;

    private record Rules(EventFilters filters, RuleSet set) {}

    /**
     * Prepares it.
     *
     * @param hostLabel the host's name for people
     * @param filters which events count at all
     * @param rules which of them alert whom
     * @param alerts gets those of one event, at least one, on the thread that brings the event
     */
    public EventProcessor(String hostLabel, EventFilters filters, RuleSet rules, Consumer<List<Alert>> alerts) {
        this.hostLabel = hostLabel;
        this.alerts = alerts;
        this.rules = new Rules(filters, rules);
    }

    /** Replaces filters and rules; events from now on are judged by the new ones. */
    public void replaceRules(EventFilters filters, RuleSet set) {
        rules = new Rules(filters, set);
    }

    /** Takes an event: one alert for each notifier that rules matching it name, with the titles of all those rules. */
    public void accept(DockerEvent event) {
        Rules current = rules;
        if (!current.filters.pass(event)) {
            return;
        }
        List<Rule> matching = current.set.matching(event);
        if (matching.isEmpty()) {
            return;
        }
        Map<String, List<String>> titlesByNotifier = new LinkedHashMap<>();
        for (Rule rule : matching) {
            for (String notifier : rule.notifiers()) {
                titlesByNotifier
                        .computeIfAbsent(notifier, name -> new ArrayList<>())
                        .add(rule.title());
            }
        }
        AlertContext context = current.set
                .verdict(event, matching)
                .map(verdict -> AlertContext.NONE.withJudgement(judgement(verdict)))
                .orElse(AlertContext.NONE);
        List<Alert> due = new ArrayList<>();
        titlesByNotifier.forEach((notifier, titles) -> due.add(new Alert(event, hostLabel, titles, notifier, context)));
        alerts.accept(due);
    }

    private static ImageVerdict judgement(Verdict verdict) {
        return new ImageVerdict(
                PrintableText.of(verdict.text()),
                verdict.outcome().word(),
                PrintableText.of(verdict.reason()),
                PrintableText.of(verdict.rule()),
                PrintableText.of(verdict.place()),
                PrintableText.of(verdict.remedy()),
                PrintableText.of(verdict.nearest()));
    }
}
