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

    /** The name of the host in alerts. */
    @Exported
    public final String name;

    @Exported
    public final boolean connected;

    /** The time since which the host has been connected or disconnected. */
    @Exported
    public final Date since;

    /** The time of the last event by the host's clock, or null if there was none. */
    @Exported
    public final Date lastEvent;

    /** How often the event stream was reopened. */
    @Exported
    public final long reconnects;

    /** The number of events in the last hour. */
    @Exported
    public final long eventsInLastHour;

    /** The number of alerts in the last hour. */
    @Exported
    public final long alertsInLastHour;

    /** Product and version of the engine; empty before the first connection. */
    @Exported
    public final String engine;

    /** The last error, or null if there is none. */
    @Exported
    public final String error;

    /** Returns the hosts of all watches, in the order of the settings. */
    public static List<HostView> all() {
        return WatchState.all()
                .flatMap(state -> state.hosts().entrySet().stream())
                .map(host -> new HostView(host.getKey(), host.getValue()))
                .toList();
    }

    private HostView(String name, WatchedHost host) {
        HostStatus status = host.status();
        Activity.Span lastHour = host.activity().lastHour();
        this.name = name;
        this.connected = status.connected();
        this.since = Date.from(status.since());
        this.lastEvent = status.lastEvent() == null ? null : Date.from(status.lastEvent());
        this.reconnects = status.counts().reconnects();
        this.eventsInLastHour = lastHour.events();
        this.alertsInLastHour = lastHour.alerts();
        this.engine = status.engine();
        this.error = status.trouble();
    }

    /** Returns whether the host has been unreachable since before the given time. */
    public boolean isUnreachableSince(Instant limit) {
        return !connected && since.toInstant().isBefore(limit);
    }
}
