package io.jenkins.plugins.dockereventwatch.config;

import io.jenkins.plugins.dockereventwatch.availability.AvailabilitySettings;
import io.jenkins.plugins.dockereventwatch.heartbeat.HeartbeatSettings;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import java.util.Optional;

/**
 * What is monitored besides events.
 *
 * @param availability the services and Docker hosts whose availability is monitored
 * @param reminders reminders of pending updates; empty: none
 * @param heartbeat mails which show that the watch is running; empty: none
 */
public record Monitoring(
        AvailabilitySettings availability,
        Optional<ReminderSettings> reminders,
        Optional<HeartbeatSettings> heartbeat) {

    /** Monitors nothing. */
    public static final Monitoring NONE = new Monitoring(AvailabilitySettings.NONE, Optional.empty(), Optional.empty());
}
