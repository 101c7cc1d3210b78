package io.jenkins.plugins.dockereventwatch.silence;

import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.time.Instant;
import java.util.List;

/**
 * Suppresses matching alerts for a time: they are recorded but not sent.
 *
 * @param id 0 if the silence has not been added yet
 * @param matchers conditions that must all match, at least one; besides the fields of the event, they can use
 *     {@link #HOST}, {@link #TITLE}, and {@link #NOTIFIER}
 * @param starts the start, inclusive
 * @param ends the end, exclusive
 * @param reason the reason, for people, not blank
 * @param author who added the silence, for people, not blank
 */
public record Silence(long id, List<Condition> matchers, Instant starts, Instant ends, String reason, String author) {

    /** The field with the Docker host's label. */
    public static final String HOST = "dockerHostLabel";

    /** The field with the title of the rule; the first one if several rules matched. */
    public static final String TITLE = "notificationTitle";

    /** The field with the notifier's name. */
    public static final String NOTIFIER = "notifier";

    /** Maximum length of a reason in characters. */
    static final int LONGEST_REASON = 1000;

    /** Copies the list. */
    public Silence {
        matchers = List.copyOf(matchers);
    }

    /**
     * Validates a reason that a user entered.
     *
     * @return the reason without surrounding whitespace
     * @throws IllegalArgumentException if it is blank or longer than {@value #LONGEST_REASON} characters
     */
    public static String checkedReason(String text) {
        String reason = text.strip();
        if (reason.isEmpty()) {
            throw new InvalidValueException("no-reason");
        }
        if (reason.length() > LONGEST_REASON) {
            throw new InvalidValueException(
                    "reason", Integer.toString(LONGEST_REASON), Integer.toString(reason.length()));
        }
        return reason;
    }
}
