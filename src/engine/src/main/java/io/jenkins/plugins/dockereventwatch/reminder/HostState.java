package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The stored state of a host.
 *
 * @param host its name
 * @param knownSince when the host was configured first
 * @param openSince the first week whose requested updates are neither installed nor confirmed; empty: nothing is open
 * @param sameAs the host that is the same machine under another name and is used instead
 */
public record HostState(
        String host,
        Instant knownSince,
        Reading reading,
        Optional<IsoWeek> openSince,
        Answer answer,
        Optional<String> sameAs) {

    /**
     * The results of readings.
     *
     * @param lastRead the last successful reading; empty: none
     * @param failure why the last reading failed; empty: it succeeded
     * @param failedSince the first of the failures in a row; empty: the last reading succeeded
     */
    public record Reading(Optional<Instant> lastRead, Optional<String> failure, Optional<Instant> failedSince) {}

    /**
     * What people answered to reminders.
     *
     * @param lastDone when the updates were last installed or confirmed
     * @param doneBy who confirmed, or how it was detected
     * @param snoozedUntil the day before which no weekly reminder is sent
     */
    public record Answer(Optional<Instant> lastDone, Optional<String> doneBy, Optional<LocalDate> snoozedUntil) {}

    /** The number of missed weeks before a week. */
    public int missed(IsoWeek week) {
        return openSince.map(since -> Math.max(0, week.since(since))).orElse(0);
    }

    /** Whether weekly reminders are postponed on a day. */
    public boolean isSnoozed(LocalDate today) {
        return answer.snoozedUntil.filter(today::isBefore).isPresent();
    }
}
