package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.ImageJudgement;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.image.PrintableText;
import io.jenkins.plugins.dockereventwatch.image.Verdict;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes a host's events into alerts, by rules that may be replaced at any time. Shared between threads. */
public final class EventProcessor {

    private final String hostLabel;
    private final Function<DockerEvent, AlertContext> contexts;
    private final Consumer<Alert> alerts;
    private volatile Rules rules;

    private record Rules(EventFilters filters, RuleSet set) {}

    /**
     * Prepares it.
     *
     * @param hostLabel the host's name for people
     * @param filters which events count at all
     * @param rules which of them alert whom
     * @param alerts gets each alert, on the thread that brings the event
     */
    public EventProcessor(String hostLabel, EventFilters filters, RuleSet rules, Consumer<Alert> alerts) {
        this(hostLabel, filters, rules, event -> AlertContext.NONE, alerts);
    }

    /**
     * Prepares it.
     *
     * @param hostLabel the host's name for people
     * @param filters which events count at all
     * @param rules which of them alert whom
     * @param contexts what else is known of an event that alerts somebody; asked once an event
     * @param alerts gets each alert, on the thread that brings the event
     */
    public EventProcessor(
            String hostLabel,
            EventFilters filters,
            RuleSet rules,
            Function<DockerEvent, AlertContext> contexts,
            Consumer<Alert> alerts) {
        this.hostLabel = hostLabel;
        this.contexts = contexts;
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
        AlertContext known = contexts.apply(event);
        AlertContext context = current.set
                .verdict(event, matching)
                .map(verdict -> known.withJudgement(judgement(verdict)))
                .orElse(known);
        titlesByNotifier.forEach(
                (notifier, titles) -> alerts.accept(new Alert(event, hostLabel, titles, notifier, context)));
    }

    private static ImageJudgement judgement(Verdict verdict) {
        return new ImageJudgement(
                PrintableText.of(verdict.text()),
                verdict.outcome().word(),
                PrintableText.of(verdict.reason()),
                PrintableText.of(verdict.rule()),
                PrintableText.of(verdict.place()),
                PrintableText.of(verdict.remedy()),
                PrintableText.of(verdict.nearest()));
    }
}
