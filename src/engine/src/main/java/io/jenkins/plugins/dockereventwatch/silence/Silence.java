package io.jenkins.plugins.dockereventwatch.silence;

import io.jenkins.plugins.dockereventwatch.rule.Condition;
import java.time.Instant;
import java.util.List;

/**
 * Alerts that are recorded and not sent for a while.
 *
 * @param id its number; 0: it has none yet
 * @param matchers conditions that must all hold, at least one; beside an event's fields {@link #HOST}, {@link #TITLE} and
 *     {@link #NOTIFIER} can be asked for
 * @param starts from when
 * @param ends until when
 * @param reason why, for people, not blank
 * @param author who wants it, for people, not blank
 */
public record Silence(long id, List<Condition> matchers, Instant starts, Instant ends, String reason, String author) {

    /** The Docker host's name for people, as a field. */
    public static final String HOST = "dockerHostLabel";

    /** The title of the rule, as a field; of several that the event met, the first. */
    public static final String TITLE = "notificationTitle";

    /** Whom the alert is for, as a field. */
    public static final String NOTIFIER = "notifier";

    /** Characters of the longest reason. */
    public static final int LONGEST_REASON = 1000;

    /** Copies the list. */
    public Silence {
        matchers = List.copyOf(matchers);
    }

    /**
     * Checks a reason as somebody typed it.
     *
     * @return it, without blanks around it
     * @throws IllegalArgumentException if it is blank, or longer than {@value #LONGEST_REASON} characters
     */
    public static String checkedReason(String text) {
        String reason = text.strip();
        if (reason.isEmpty()) {
            throw new IllegalArgumentException("a silence needs a reason, for the others");
        }
        if (reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "the reason has " + reason.length() + " characters; at most " + LONGEST_REASON + " are kept");
        }
        return reason;
    }
}
