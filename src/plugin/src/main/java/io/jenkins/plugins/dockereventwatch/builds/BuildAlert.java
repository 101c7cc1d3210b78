package io.jenkins.plugins.dockereventwatch.builds;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a build's page tells of an alert. Kept in the build's own file, so all of it is plain. */
@ExportedBean(defaultVisibility = 2)
public final class BuildAlert {

    private static final int LONGEST = 500;

    private final long timeNano;
    private final String host;
    private final String action;
    private final String container;
    private final String containerId;
    private final String image;
    private final String exitCode;
    private final boolean outOfMemory;
    /** Null where no rule asks, and in builds from before that was kept. */
    private final String imagePolicy;

    private final ArrayList<String> rules;
    private final ArrayList<String> logLines;

    BuildAlert(Alert alert) {
        DockerEvent event = alert.event();
        this.timeNano = event.timeNano();
        this.host = cut(alert.hostLabel());
        this.action = cut(event.action());
        this.container = cut(event.attribute("name"));
        this.containerId = cut(event.actorId());
        this.image = cut(event.attribute("image"));
        this.exitCode = cut(event.attribute("exitCode"));
        this.outOfMemory = alert.context().outOfMemory();
        this.imagePolicy = alert.context()
                .judgement()
                .map(judgement -> cut(judgement.summary()))
                .orElse(null);
        this.rules = new ArrayList<>(alert.rules());
        this.logLines = new ArrayList<>(alert.context().logLines());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Whether another alert is of the same event; several rules and channels make several alerts of it. */
    boolean isOfSameEvent(Alert other) {
        DockerEvent event = other.event();
        return event.isToldOfAt(timeNano)
                && host.equals(cut(other.hostLabel()))
                && containerId.equals(cut(event.actorId()))
                && action.equals(cut(event.action()));
    }

    /** When it happened, by the host's clock. */
    @Exported
    public Date getTime() {
        return new Date(timeNano / 1_000_000);
    }

    /** The same, with the zone of this Jenkins. */
    public Calendar getCalendar() {
        Calendar calendar = new GregorianCalendar();
        calendar.setTime(getTime());
        return calendar;
    }

    /** The Docker host's name. */
    @Exported
    public String getHost() {
        return host;
    }

    /** What happened: {@code die}, {@code oom} … */
    @Exported
    public String getAction() {
        return action;
    }

    /** The container's name. */
    @Exported
    public String getContainer() {
        return container;
    }

    /** The container's id. */
    @Exported
    public String getContainerId() {
        return containerId;
    }

    /** The front of it, as {@code docker ps} shows it. */
    public String getShortId() {
        return containerId.substring(0, Math.min(containerId.length(), 12));
    }

    /** The image it ran. */
    @Exported
    public String getImage() {
        return image;
    }

    /** The exit code; empty: the event tells none. */
    @Exported
    public String getExitCode() {
        return exitCode;
    }

    /** Whether it is known to have run out of memory. */
    @Exported
    public boolean isOutOfMemory() {
        return outOfMemory;
    }

    /** What the image policy says of the image, and why; empty: no rule asks. */
    @Exported
    public String getImagePolicy() {
        return imagePolicy == null ? "" : imagePolicy;
    }

    /** The titles of the rules that it met. */
    @Exported
    public List<String> getRules() {
        return List.copyOf(rules);
    }

    /** The last lines that the container wrote, oldest first, without secrets; empty: not known. */
    @Exported
    public List<String> getLogLines() {
        return List.copyOf(logLines);
    }

    /** The same lines as one text. */
    public String getLog() {
        return String.join("\n", logLines);
    }
}
