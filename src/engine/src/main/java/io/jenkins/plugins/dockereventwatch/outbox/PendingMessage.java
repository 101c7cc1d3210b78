package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be delivered: one message to one notifier.
 *
 * @param id its number in the outbox
 * @param kind what it tells
 * @param headline what it says in place of its alerts' own words; empty: nothing
 * @param alerts what it tells of, in order, at most {@link #MOST}; of a notice none, else at least one
 * @param total how many alerts it tells of
 * @param created when it was put into the outbox
 * @param attempts how often it was tried before
 * @param doubtful whether an earlier attempt may have got there
 * @param recipients whom it is left to be sent to; empty: all
 * @param notice what it says where it tells of no alert; empty: it does
 */
public record PendingMessage(
        long id,
        Kind kind,
        Optional<String> headline,
        List<Alert> alerts,
        long total,
        Instant created,
        int attempts,
        boolean doubtful,
        List<String> recipients,
        Optional<Notice> notice) {

    /** More alerts are counted, not told one by one. */
    static final int MOST = 1000;

    /** What a message tells. */
    public enum Kind {
        /** What happened: one alert, or several in a summary. */
        ALERT,
        /** A container dies again and again. */
        CRASH_LOOP,
        /** It does not any more. */
        CRASH_LOOP_OVER,
        /** A container runs again. */
        RESOLVED,
        /** Something else than an alert. */
        NOTICE
    }

    /** One alert by itself. */
    public static PendingMessage of(Alert alert) {
        return new PendingMessage(
                0,
                Kind.ALERT,
                Optional.empty(),
                List.of(alert),
                1,
                Instant.EPOCH,
                0,
                false,
                List.of(),
                Optional.empty());
    }

    /** Whether it tells of one alert in that alert's own words. */
    public boolean isSingle() {
        return headline.isEmpty() && total == 1;
    }
}
