package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import java.time.LocalDate;

/**
 * The days to which reminders can be postponed.
 *
 * @param today the date in the time zone of the schedule
 */
record SnoozeRange(LocalDate today) {

    private static final int MOST_DAYS = 92;

    LocalDate first() {
        return today.plusDays(1);
    }

    LocalDate proposed() {
        return today.plusWeeks(1);
    }

    LocalDate last() {
        return today.plusDays(MOST_DAYS);
    }

    /**
     * Parses a day.
     *
     * @throws IllegalArgumentException if the text is not a day, or the day is not within the next three months
     */
    LocalDate day(String text) {
        LocalDate day = Holidays.day(FormText.trimmed(text));
        if (day.isBefore(first()) || day.isAfter(last())) {
            throw new IllegalArgumentException(Messages.SnoozeRange_Range(text, first(), last()));
        }
        return day;
    }
}
