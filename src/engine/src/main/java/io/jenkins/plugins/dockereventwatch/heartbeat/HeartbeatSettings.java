package io.jenkins.plugins.dockereventwatch.heartbeat;

import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import java.util.List;

/**
 * The dates and recipients of heartbeat mails.
 *
 * @param schedule when they are due
 * @param notifiers names of mail notifiers, at least one
 */
public record HeartbeatSettings(CronSchedule schedule, List<String> notifiers) {

    /** Copies the list. */
    public HeartbeatSettings {
        notifiers = List.copyOf(notifiers);
    }
}
