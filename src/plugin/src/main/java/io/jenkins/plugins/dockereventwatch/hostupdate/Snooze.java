package io.jenkins.plugins.dockereventwatch.hostupdate;

import io.jenkins.plugins.dockereventwatch.schedule.Holidays;
import java.time.LocalDate;

/** Days that reminders can be put off to. */
final class Snooze {

    private static final int MOST_DAYS = 92;

    private Snooze() {}

    static LocalDate first() {
        return LocalDate.now().plusDays(1);
    }

    static LocalDate proposed() {
        return LocalDate.now().plusWeeks(1);
    }

    static LocalDate last() {
        return LocalDate.now().plusDays(MOST_DAYS);
    }

    /**
     * The day that was entered.
     *
     * @throws IllegalArgumentException if it is none, or not one of the next three months'
     */
    static LocalDate day(String text) {
        LocalDate day = Holidays.day(Words.trimmed(text));
        if (day.isBefore(first()) || day.isAfter(last())) {
            throw new IllegalArgumentException(Messages.Snooze_Range(text, first(), last()));
        }
        return day;
    }
}
