package io.jenkins.plugins.dockereventwatch.silence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides whether an alert is silenced. Immutable. */
public final class Silences {

    private final List<Compiled> compiled = new ArrayList<>();

    private record Compiled(RuleSet rules, Predicate<Instant> active, String reason) {}

    public Silences(List<Silence> silences, List<RecurringSilence> recurring) {
        for (Silence silence : silences) {
            compiled.add(new Compiled(
                    rules(silence.matchers()),
                    time -> !time.isBefore(silence.starts()) && time.isBefore(silence.ends()),
                    "silenced until " + silence.ends() + " by " + silence.author() + ": " + silence.reason()));
        }
        for (RecurringSilence silence : recurring) {
            compiled.add(new Compiled(
                    rules(silence.matchers()),
                    silence::isActive,
                    "silenced from " + silence.from() + " to " + silence.to() + " by the configuration: "
                            + silence.reason()));
        }
    }

    private static RuleSet rules(List<Condition> matchers) {
        return RuleSet.of(List.of(new Rule("silence", matchers, List.of(), List.of("nobody"))));
    }

    /** Returns why an alert is not sent at a time; empty if no silence matches it. */
    public Optional<String> reason(Alert alert, Instant now) {
        DockerEvent event = null;
        for (Compiled silence : compiled) {
            if (silence.active.test(now)) {
                event = event == null ? withAlertFields(alert) : event;
                if (!silence.rules.matching(event).isEmpty()) {
                    return Optional.of(silence.reason);
                }
            }
        }
        return Optional.empty();
    }

    /** Adds the alert's host, rule title and notifier to the event, under the names that templates use. */
    private static DockerEvent withAlertFields(Alert alert) {
        ObjectNode json = alert.event().json().objectNode();
        json.setAll(alert.event().json());
        json.put(Silence.HOST, alert.hostLabel());
        json.put(Silence.TITLE, alert.rules().get(0));
        json.put(Silence.NOTIFIER, alert.notifier());
        return DockerEvent.of(json, alert.event().origin());
    }
}
