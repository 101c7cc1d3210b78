package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.EventClassifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message to one notifier that waits to be sent.
 *
 * @param headline replaces the texts of the alerts; empty: none
 * @param episode what a message about repeated failures reports; empty: it is about something else
 * @param alerts the first {@link #MAX_ALERTS} alerts, in order; empty for a notice, otherwise at least one
 * @param total the number of all alerts
 * @param notice the content of a message without alerts; empty: the message has alerts
 */
public record PendingMessage(
        Entry entry,
        Optional<String> headline,
        Optional<Episode> episode,
        List<Alert> alerts,
        long total,
        Optional<Notice> notice) {

    /**
     * The entry of a message in the outbox.
     *
     * @param created when the message was created
     * @param attempts the number of earlier attempts to send it
     * @param possibleDuplicate whether an earlier attempt may have succeeded
     * @param recipients the recipients that it is still to be sent to; empty: all
     */
    public record Entry(
            long id, Kind kind, Instant created, int attempts, boolean possibleDuplicate, List<String> recipients) {}

    /** How many alerts of a message are listed; further ones are only counted. */
    static final int MAX_ALERTS = 1000;

    /** The subject of a message: alerts, repeated failures, resolved alerts or a notice. */
    public enum Kind {
        /** One or several alerts. */
        ALERT,
        /** The start of a crash loop, or a reminder of it. */
        CRASH_LOOP,
        /** The end of a crash loop. */
        CRASH_LOOP_OVER,
        /** A health check that fails and succeeds repeatedly, or a reminder of it. */
        FLAPPING,
        /** The end of flapping. */
        FLAPPING_OVER,
        /** A container that is running or healthy again. */
        RESOLVED,
        /** Messages that were due when the rate limit was reached. */
        SUMMARY,
        /** A mail without an alert. */
        NOTICE
    }

    /** Returns a message with one alert. */
    public static PendingMessage of(Alert alert) {
        return new PendingMessage(
                new Entry(0, Kind.ALERT, Instant.EPOCH, 0, false, List.of()),
                Optional.empty(),
                Optional.empty(),
                List.of(alert),
                1,
                Optional.empty());
    }

    /** Returns whether the message has the text of a single alert. */
    public boolean isSingle() {
        return entry.kind() == Kind.ALERT && total == 1;
    }

    /** Returns whether the message reports an end: that of a failure, of a crash loop or of flapping. */
    public boolean isEnd() {
        return switch (entry.kind()) {
            case RESOLVED, CRASH_LOOP_OVER, FLAPPING_OVER -> true;
            case ALERT, CRASH_LOOP, FLAPPING, SUMMARY, NOTICE -> false;
        };
    }

    /** Returns whether no failure continues. */
    public boolean isResolved() {
        return isEnd()
                ? episode.map(Episode::recovered).orElse(true)
                : entry.kind() == Kind.ALERT
                        && alerts.stream().map(Alert::event).allMatch(EventClassifier::isRecovery);
    }
}
