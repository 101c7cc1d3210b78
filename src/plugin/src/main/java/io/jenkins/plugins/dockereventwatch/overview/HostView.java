package io.jenkins.plugins.dockereventwatch.overview;

import hudson.ExtensionList;
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

    /** The hosts of all watches, in the order of the settings. */
    public static List<HostView> all() {
        return ExtensionList.lookup(WatchState.class).stream()
                .flatMap(state -> state.hosts().entrySet().stream())
                .map(host -> new HostView(host.getKey(), host.getValue()))
                .toList();
    }

    private HostView(String name, WatchedHost host) {
        this.name = name;
        this.status = host.status();
        this.lastHour = host.activity().lastHour();
    }

    /** What alerts call it. */
    @Exported
    public String getName() {
        return name;
    }

    /** Whether its events are followed at present. */
    @Exported
    public boolean isConnected() {
        return status.connected();
    }

    /** Since when it is connected, or is not. */
    @Exported
    public Date getSince() {
        return Date.from(status.since());
    }

    /** When its last event happened, by its own clock; null: none was seen. */
    @Exported
    public Date getLastEvent() {
        Instant last = status.lastEvent();
        return last == null ? null : Date.from(last);
    }

    /** How often its stream of events had to be opened again. */
    @Exported
    public long getReconnects() {
        return status.reconnects();
    }

    /** Events of the last hour. */
    @Exported
    public long getEventsInLastHour() {
        return lastHour.events();
    }

    /** Alerts of the last hour. */
    @Exported
    public long getAlertsInLastHour() {
        return lastHour.alerts();
    }

    /** Whether it has been out of reach since before a time. */
    public boolean isOutOfReachSince(Instant limit) {
        return !status.connected() && status.since().isBefore(limit);
    }

    /** What the last trouble was, in plain words; null: none. */
    @Exported
    public String getTrouble() {
        return status.trouble();
    }
}
