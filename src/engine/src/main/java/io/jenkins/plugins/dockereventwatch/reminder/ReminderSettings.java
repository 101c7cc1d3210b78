package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import io.jenkins.plugins.dockereventwatch.text.NumberRange;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hosts, recipients and dates of reminders.
 *
 * @param hosts how each host is read, by its name; empty: nothing is due, but waiting mails are sent
 * @param checkEvery how often hosts are read for hotfixes; at most an hour
 * @param policy decides what to do about updates
 * @param schedule when weekly reminders are due; a host has at most one per ISO week
 */
public record ReminderSettings(
        Map<String, HostProbe> hosts,
        Duration checkEvery,
        UpdatePolicy policy,
        CronSchedule schedule,
        Mails mails,
        Escalation escalation) {

    /**
     * The mails of a reminder.
     *
     * @param digest whether there is one mail for all hosts instead of one for each
     * @param catchUp whether a late reminder is sent
     * @param recipients who receives the mails; empty: hosts are read, and nothing is mailed
     */
    public record Mails(boolean digest, boolean catchUp, List<MailNotifier> recipients) {}

    /**
     * Further mails about missed weeks.
     *
     * @param afterWeeks the number of missed weeks after which they are sent; 0: never
     */
    public record Escalation(int afterWeeks, List<MailNotifier> recipients) {}

    /** The allowed numbers of missed weeks before an escalation. */
    public static final NumberRange ESCALATION_WEEKS = new NumberRange(1, 52);

    /** The allowed intervals of readings in minutes. */
    public static final NumberRange CHECK_MINUTES = new NumberRange(1, 60);

    private static final int MAX_NAME_LENGTH = 200;

    public static final Duration CHECK_EVERY = Duration.ofMinutes(30);

    public ReminderSettings {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
    }

    /**
     * Checks the name of a host.
     *
     * @throws IllegalArgumentException if it is blank, too long, or reserved
     */
    public static String checkHostName(String name) {
        if (name.isBlank() || name.equals("*") || name.length() > MAX_NAME_LENGTH) {
            throw new InvalidValueException("host-name", name, Integer.toString(MAX_NAME_LENGTH));
        }
        return name;
    }

    /** All recipients by name: the notifiers that the delivery of the same store needs. */
    public Map<String, Notifier> notifiers() {
        Map<String, Notifier> notifiers = new LinkedHashMap<>();
        mails.recipients.forEach(notifier -> notifiers.put(notifier.name(), notifier));
        escalation.recipients.forEach(notifier -> notifiers.put(notifier.name(), notifier));
        return notifiers;
    }
}
