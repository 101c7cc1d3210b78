package io.jenkins.plugins.dockereventwatch.hostupdate.settings;

import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.form.FormText;
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
        CronSchedule parsed;
        try {
            parsed = HostUpdateConfiguration.schedule(schedule, zone, holidays, instance);
        } catch (IllegalArgumentException e) {
            return FormValidation.error(FormText.message(e));
        }
        Locale language = LocaleProvider.getLocale();
        DateTimeFormatter format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                .withLocale(language);
        Instant now = Instant.now();
        String description = Messages.ScheduleDescription_Next(
                parsed.words(language),
                parsed.next(now, DATES).stream().map(format::format).collect(Collectors.joining("; ")));
        List<String> warnings = new ArrayList<>(parsed.warnings(now));
        if (parsed.isMoreOftenThanWeekly(now)) {
            warnings.add(Messages.ScheduleDescription_MoreOftenThanWeekly());
        }
        warnings.add(0, description);
        return warnings.size() == 1
                ? FormValidation.ok(description)
                : FormValidation.warning(String.join("\n", warnings));
    }
}
