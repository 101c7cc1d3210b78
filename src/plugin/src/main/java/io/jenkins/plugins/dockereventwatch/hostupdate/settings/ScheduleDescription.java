package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jvnet.localizer.LocaleProvider;

/** Describes a schedule on the settings page. */
final class ScheduleDescription {

    private static final int DATES = 3;

    private ScheduleDescription() {}

    static FormValidation of(String schedule, String zone, List<String> holidays, String instance) {
        CronSchedule read;
        try {
            read = HostUpdateConfiguration.schedule(schedule, zone, holidays, instance);
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
        Locale language = LocaleProvider.getLocale();
        DateTimeFormatter format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                .withLocale(language);
        Instant now = Instant.now();
        String words = Messages.ScheduleDescription_Next(
                read.words(language),
                read.next(now, DATES).stream().map(format::format).collect(Collectors.joining("; ")));
        List<String> odd = new ArrayList<>(read.warnings(now));
        if (read.isMoreOftenThanWeekly(now)) {
            odd.add(Messages.ScheduleDescription_MoreOftenThanWeekly());
        }
        odd.add(0, words);
        return odd.size() == 1 ? FormValidation.ok(words) : FormValidation.warning(String.join("\n", odd));
    }
}
