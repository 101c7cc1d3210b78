package io.jenkins.plugins.dockereventwatch.watch;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.ImageVerdict;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.image.policy.Verdict;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates alerts from a host's events by rules that can be replaced at any time. Thread-safe. */
public final class EventProcessor {

    private final String hostLabel;
    private final Receiver receiver;
    private volatile Rules rules;

    private record Rules(EventFilters filters, RuleSet set) {}

    /** Receives the alerts of events. */
    @FunctionalInterface
    public interface Receiver {

        /** Accepts the alerts of one event, at least one, on the thread that processes the event. */
        void accept(List<Alert> alerts);
    }

    /**
     * Creates a processor.
     *
     * @param hostLabel the host's name in alerts
     * @param filters the events to consider
     * @param rules the rules that select events to alert
     * @param receiver receives the alerts
     */
    public EventProcessor(String hostLabel, EventFilters filters, RuleSet rules, Receiver receiver) {
        this.hostLabel = hostLabel;
        this.receiver = receiver;
        this.rules = new Rules(filters, rules);
    }

    /** Replaces filters and rules for all further events. */
    void replaceRules(EventFilters filters, RuleSet set) {
        rules = new Rules(filters, set);
    }

    /** Creates one alert for each notifier of the matching rules, with the titles of those rules. */
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
                .map(verdict -> AlertContext.NONE.withVerdict(imageVerdict(verdict)))
                .orElse(AlertContext.NONE);
        List<Alert> due = new ArrayList<>();
        titlesByNotifier.forEach((notifier, titles) -> due.add(new Alert(event, hostLabel, titles, notifier, context)));
        receiver.accept(due);
    }

    private static ImageVerdict imageVerdict(Verdict verdict) {
        return new ImageVerdict(
                SafeText.escape(verdict.text()),
                verdict.outcome().word(),
                SafeText.escape(verdict.decision().reason()),
                new ImageVerdict.PolicyRule(
                        SafeText.escape(verdict.decision().rule()),
                        SafeText.escape(verdict.decision().place())),
                SafeText.escape(verdict.decision().remedy()),
                SafeText.escape(verdict.nearest()));
    }
}
