package io.jenkins.plugins.dockereventwatch.rule;

import java.util.List;

/**
 * Which events alert whom: an event is in when it meets every condition of {@code when} and none of {@code unless}.
 *
 * @param title names the rule in alerts, not blank
 * @param when conditions that must all hold; empty: every event
 * @param unless conditions of which none may hold
 * @param notifiers names of the notifiers to alert, at least one
 */
public record Rule(String title, List<Condition> when, List<Condition> unless, List<String> notifiers) {

    /** Copies the lists. */
    public Rule {
        when = List.copyOf(when);
        unless = List.copyOf(unless);
        notifiers = List.copyOf(notifiers);
    }
}
