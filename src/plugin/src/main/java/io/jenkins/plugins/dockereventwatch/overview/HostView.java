package io.jenkins.plugins.dockereventwatch.overview;

import io.jenkins.plugins.dockereventwatch.watch.Activity;
import io.jenkins.plugins.dockereventwatch.watch.HostStatus;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A host on the page and in its JSON. */
@ExportedBean(defaultVisibility = 2)
public final class HostView {

    private final String name;
    private final HostStatus status;
    private final Activity.Span lastHour;

    /** Returns the hosts of all watches, in the order of the settings. */
    public static List<HostView> all() {
        return WatchState.all()
                .flatMap(state -> state.hosts().entrySet().stream())
                .map(host -> new HostView(host.getKey(), host.getValue()))
                .toList();
    }

    private HostView(String name, WatchedHost host) {
        this.name = name;
        this.status = host.status();
        this.lastHour = host.activity().lastHour();
    }

    /** Returns the name of the host in alerts. */
    @Exported
    public String getName() {
        return name;
    }

    /** Returns whether the host is connected. */
    @Exported
    public boolean isConnected() {
        return status.connected();
    }

    /** Returns the time since which the host has been connected or disconnected. */
    @Exported
    public Date getSince() {
        return Date.from(status.since());
    }

    /** Returns the time of the last event by the host's clock, or null if there was none. */
    @Exported
    public Date getLastEvent() {
        Instant last = status.lastEvent();
        return last == null ? null : Date.from(last);
    }

    /** Returns how often the event stream was reopened. */
    @Exported
    public long getReconnects() {
        return status.counts().reconnects();
    }

    /** Returns the number of events in the last hour. */
    @Exported
    public long getEventsInLastHour() {
        return lastHour.events();
    }

    /** Returns the number of alerts in the last hour. */
    @Exported
    public long getAlertsInLastHour() {
        return lastHour.alerts();
    }

    /** Returns whether the host has been unreachable since before the given time. */
    public boolean isUnreachableSince(Instant limit) {
        return !status.connected() && status.since().isBefore(limit);
    }

    /** Returns the last error, or null if there is none. */
    @Exported
    public String getError() {
        return status.trouble();
    }
}
