package io.jenkins.plugins.dockereventwatch.rule;

import java.util.List;

/**
 * Selects events and the notifiers to alert. An event matches if it meets every condition of {@code when} and none of
 * {@code unless}.
 *
 * @param title the rule's name in alerts; not blank
 * @param when conditions that must all hold; if empty, every event matches
 * @param unless conditions that must not hold
 * @param notifiers names of notifiers; at least one
 */
public record Rule(String title, List<Condition> when, List<Condition> unless, List<String> notifiers) {

    /** Copies the lists. */
    public Rule {
        when = List.copyOf(when);
        unless = List.copyOf(unless);
        notifiers = List.copyOf(notifiers);
    }
}
