package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.notify.Notifier;
import io.jenkins.plugins.dockereventwatch.notify.email.MailNotifier;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import io.jenkins.plugins.dockereventwatch.text.NumberRange;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom to remind of which hosts' updates, and when.
 *
 * @param hosts where each host is read, by its name for people
 * @param schedule when reminders are due; a host is reminded of at most once an ISO week
 * @param policy what to do about updates
 * @param digest one mail for all hosts, and not one for each
 * @param catchUp whether a reminder that was due while nothing ran goes out later
 * @param recipients who gets the mails; none: hosts are read, and nothing counts as mailed
 * @param escalateAfter weeks missed after which others get mails too; 0: never
 * @param escalate those others
 * @param checkEvery how often hosts are read, for hotfixes; at most an hour
 */
public record ReminderSettings(
        Map<String, HostProbe> hosts,
        CronSchedule schedule,
        UpdatePolicy policy,
        boolean digest,
        boolean catchUp,
        List<MailNotifier> recipients,
        int escalateAfter,
        List<MailNotifier> escalate,
        Duration checkEvery) {

    /** The allowed numbers of missed weeks before an escalation. */
    public static final NumberRange ESCALATION_WEEKS = new NumberRange(1, 52);

    /** The allowed intervals of readings in minutes. */
    public static final NumberRange CHECK_MINUTES = new NumberRange(1, 60);

    private static final int MAX_NAME_LENGTH = 200;

    /** Half an hour. */
    public static final Duration CHECK_EVERY = Duration.ofMinutes(30);

    /** Copies the collections. */
    public ReminderSettings {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
        recipients = List.copyOf(recipients);
        escalate = List.copyOf(escalate);
    }

    /**
     * Checks the name of a host.
     *
     * @throws IllegalArgumentException if it is blank, too long, or reserved
     */
    public static String checkHostName(String name) {
        if (name.isBlank() || name.equals("*") || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "Invalid host name '" + name + "': expected 1 to " + MAX_NAME_LENGTH + " characters, and not '*'");
        }
        return name;
    }

    /** All recipients by name: the notifiers that the delivery of the same store needs. */
    public Map<String, Notifier> notifiers() {
        Map<String, Notifier> notifiers = new LinkedHashMap<>();
        recipients.forEach(notifier -> notifiers.put(notifier.name(), notifier));
        escalate.forEach(notifier -> notifiers.put(notifier.name(), notifier));
        return notifiers;
    }
}
