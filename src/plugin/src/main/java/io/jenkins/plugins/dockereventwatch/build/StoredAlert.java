package io.jenkins.plugins.dockereventwatch.build;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An alert as saved in files of Jenkins: plain values of limited length. */
@ExportedBean(defaultVisibility = 2)
public abstract class StoredAlert {

    private static final int MAX_LENGTH = 500;
    private static final String CUT = "…";

    private final long timeNano;

    @Exported
    public final String host;

    /** The action of the event, for example {@code die} or {@code oom}. */
    @Exported
    public final String action;

    @Exported
    public final String container;

    @Exported
    public final String containerId;

    @Exported
    public final String image;

    /** The exit code; empty if the event has none. */
    @Exported
    public final String exitCode;

    /** Whether the container is known to have run out of memory. */
    @Exported
    public final boolean outOfMemory;

    /** The titles of the matching rules. */
    @Exported
    public final List<String> rules;

    protected StoredAlert(Alert alert) {
        DockerEvent event = alert.event();
        this.timeNano = event.timeNano();
        this.host = cut(alert.hostLabel());
        this.action = cut(event.action());
        this.container = cut(event.attribute("name"));
        this.containerId = cut(event.actorId());
        this.image = cut(event.attribute("image"));
        this.exitCode = cut(event.attribute("exitCode"));
        this.outOfMemory = alert.context().outOfMemory();
        this.rules = new ArrayList<>(alert.rules());
    }

    protected StoredAlert(StoredAlert known, List<String> rules) {
        this.timeNano = known.timeNano;
        this.host = known.host;
        this.action = known.action;
        this.container = known.container;
        this.containerId = known.containerId;
        this.image = known.image;
        this.exitCode = known.exitCode;
        this.outOfMemory = known.outOfMemory;
        this.rules = new ArrayList<>(rules);
    }

    /** Returns an external value, truncated to the maximum length. */
    protected static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + CUT;
    }

    /** Returns whether a saved text was truncated. */
    protected static boolean isCut(String kept) {
        return kept.length() > MAX_LENGTH;
    }

    /** Returns a saved text without the truncation mark. */
    protected static String uncut(String kept) {
        return isCut(kept) ? kept.substring(0, MAX_LENGTH) : kept;
    }

    /** Returns the key of the event, as far as it is saved. */
    public final DockerEvent.Key eventKey() {
        return new DockerEvent.Key(timeNano, containerId, action);
    }

    /**
     * Returns whether another alert has the same event; several rules and channels create several alerts of one event.
     */
    public final boolean isOfSameEvent(Alert other) {
        DockerEvent event = other.event();
        return event.isSameEventAt(timeNano)
                && host.equals(cut(other.hostLabel()))
                && containerId.equals(cut(event.actorId()))
                && action.equals(cut(event.action()));
    }

    /** Returns the time of the event by the host's clock. */
    @Exported
    public final Date getTime() {
        return new Date(timeNano / 1_000_000);
    }
}
