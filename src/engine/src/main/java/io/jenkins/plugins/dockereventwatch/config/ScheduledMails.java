package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import java.util.Optional;

/**
 * The mails that are sent by a schedule.
 *
 * @param reminders reminders of pending updates; empty: none
 * @param heartbeat the heartbeat; empty: none
 */
public record ScheduledMails(Optional<ReminderSettings> reminders, Optional<HeartbeatSettings> heartbeat) {

    /** No scheduled mails. */
    public static final ScheduledMails NONE = new ScheduledMails(Optional.empty(), Optional.empty());
}
