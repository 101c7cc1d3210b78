package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import java.net.URI;
import java.util.List;

/** What stands in a reminder for its reader to answer it: links to say that it is done, or to put it off. */
@FunctionalInterface
public interface ReminderLinks {

    /** None: there is no page to lead to. */
    ReminderLinks NONE = (host, week) -> List.of();

    /**
     * A link.
     *
     * @param label what following it says, for people
     * @param address where it leads
     */
    record Link(String label, URI address) {}

    /** For a host's reminder of a week. */
    List<Link> of(String host, IsoWeek week);
}
