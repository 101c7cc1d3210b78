package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import java.net.URI;
import java.util.List;

/** Provides the links in reminders that confirm or postpone a host's updates. */
@FunctionalInterface
public interface ReminderLinks {

    /** No links. */
    ReminderLinks NONE = (host, week) -> List.of();

    record Link(String label, URI address) {}

    List<Link> of(String host, IsoWeek week);
}
