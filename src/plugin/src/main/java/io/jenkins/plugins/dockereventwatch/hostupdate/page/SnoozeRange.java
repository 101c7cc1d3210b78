package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import java.time.LocalDate;

/** The days to which reminders can be postponed: tomorrow and the next three months. */
public final class SnoozeRange {

    private static final int MAX_DAYS = 92;

    public final LocalDate first;
    public final LocalDate proposed;
    public final LocalDate last;

    /**
     * Creates the range.
     *
     * @param today the date in the time zone of the schedule
     */
    SnoozeRange(LocalDate today) {
        first = today.plusDays(1);
        proposed = today.plusWeeks(1);
        last = today.plusDays(MAX_DAYS);
    }

    /**
     * Parses a day.
     *
     * @throws IllegalArgumentException if the text is not a day within the range
     */
    LocalDate day(String text) {
        LocalDate day = Holidays.day(FormText.trimmed(text));
        if (day.isBefore(first) || day.isAfter(last)) {
            throw new IllegalArgumentException(Messages.SnoozeRange_Range(text, first, last));
        }
        return day;
    }
}
