package io.jenkins.plugins.dockereventwatch.build;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What is kept of an alert in a file of Jenkins, so all of it is plain and bounded. */
@ExportedBean(defaultVisibility = 2)
public abstract class StoredAlert {

    private static final int LONGEST = 500;
    private static final String CUT = "…";

    private final long timeNano;
    private final String host;
    private final String action;
    private final String container;
    private final String containerId;
    private final String image;
    private final String exitCode;
    private final boolean outOfMemory;
    private final ArrayList<String> rules;

    /** Keeps an alert. */
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

    /** Keeps what is kept already, with other titles. */
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

    /** What came from outside, not longer than is of use. */
    protected static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + CUT;
    }

    /** Whether a text is no more than the beginning of what came from outside. */
    protected static boolean isCut(String kept) {
        return kept.length() > LONGEST;
    }

    /** A text without the sign that it was cut. */
    protected static String uncut(String kept) {
        return isCut(kept) ? kept.substring(0, LONGEST) : kept;
    }

    /** What tells its event from others of the host, as far as it is kept. */
    public final DockerEvent.Key eventKey() {
        return new DockerEvent.Key(timeNano, containerId, action);
    }

    /** Whether another alert is of the same event; several rules and channels make several alerts of it. */
    public final boolean isOfSameEvent(Alert other) {
        DockerEvent event = other.event();
        return event.isToldOfAt(timeNano)
                && host.equals(cut(other.hostLabel()))
                && containerId.equals(cut(event.actorId()))
                && action.equals(cut(event.action()));
    }

    /** When it happened, by the host's clock. */
    @Exported
    public final Date getTime() {
        return new Date(timeNano / 1_000_000);
    }

    /** The Docker host's name. */
    @Exported
    public final String getHost() {
        return host;
    }

    /** What happened: {@code die}, {@code oom} … */
    @Exported
    public final String getAction() {
        return action;
    }

    /** The container's name. */
    @Exported
    public final String getContainer() {
        return container;
    }

    /** The container's id. */
    @Exported
    public final String getContainerId() {
        return containerId;
    }

    /** The image it ran. */
    @Exported
    public final String getImage() {
        return image;
    }

    /** The exit code; empty: the event tells none. */
    @Exported
    public final String getExitCode() {
        return exitCode;
    }

    /** Whether it is known to have run out of memory. */
    @Exported
    public final boolean isOutOfMemory() {
        return outOfMemory;
    }

    /** The titles of the rules that it met. */
    @Exported
    public final List<String> getRules() {
        return List.copyOf(rules);
    }
}
