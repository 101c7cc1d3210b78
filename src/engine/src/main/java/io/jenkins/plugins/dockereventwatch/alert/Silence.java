package io.jenkins.plugins.dockereventwatch.alert;

import io.jenkins.plugins.dockereventwatch.rule.Condition;
import java.time.Instant;
import java.util.List;

/**
 * Alerts that are recorded and not sent for a while.
 *
 * @param id its number; 0: it has none yet
 * @param matchers conditions that must all hold, at least one; beside an event's fields {@code dockerHostLabel},
 *     {@code notificationTitle} and {@code notifier} can be asked for
 * @param starts from when
 * @param ends until when
 * @param reason why, for people, not blank
 * @param author who wants it, for people, not blank
 */
public record Silence(long id, List<Condition> matchers, Instant starts, Instant ends, String reason, String author) {

    /** Copies the list. */
    public Silence {
        matchers = List.copyOf(matchers);
    }
}
