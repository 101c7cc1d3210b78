package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is remembered of a host.
 *
 * @param host its name
 * @param knownSince when it was first to be read
 * @param lastRead when it was read last
 * @param failure why the last reading failed; empty: it did not
 * @param failedSince since when it could not be read, try after try; empty: it could at the last
 * @param openSince the first week whose reminder asked for something that is not done yet; empty: nothing is open
 * @param lastDone when its updates were last done
 * @param doneBy who said so, or how it was seen
 * @param snoozedUntil the day before which no weekly reminder is wanted
 * @param sameAs the host that is the same machine by another name, and counts in its place
 */
public record HostState(
        String host,
        Instant knownSince,
        Optional<Instant> lastRead,
        Optional<String> failure,
        Optional<Instant> failedSince,
        Optional<IsoWeek> openSince,
        Optional<Instant> lastDone,
        Optional<String> doneBy,
        Optional<LocalDate> snoozedUntil,
        Optional<String> sameAs) {

    /** Weeks that went by, until a week's reminder, without what an earlier one asked for being done. */
    public int missed(IsoWeek week) {
        return openSince.map(since -> Math.max(0, week.since(since))).orElse(0);
    }

    /** Whether no weekly reminder is wanted on a day. */
    public boolean isSnoozed(LocalDate today) {
        return snoozedUntil.filter(today::isBefore).isPresent();
    }
}
