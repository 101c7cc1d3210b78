package io.jenkins.plugins.dockereventwatch.build;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a build's page tells of an alert. */
@ExportedBean(defaultVisibility = 2)
public final class BuildAlert extends StoredAlert {

    /** Null where no rule asks, and in builds from before that was kept. */
    private final String imagePolicy;

    private final ArrayList<String> logLines;

    BuildAlert(Alert alert) {
        super(alert);
        this.imagePolicy = alert.context()
                .verdict()
                .map(judgement -> cut(judgement.summary()))
                .orElse(null);
        this.logLines = new ArrayList<>(alert.context().logLines());
    }

    /** When it happened, with the zone of this Jenkins. */
    public Calendar getCalendar() {
        Calendar calendar = new GregorianCalendar();
        calendar.setTime(getTime());
        return calendar;
    }

    /** The front of the container's id, as {@code docker ps} shows it. */
    public String getShortId() {
        return getContainerId().substring(0, Math.min(getContainerId().length(), 12));
    }

    /** What the image policy says of the image, and why; empty: no rule asks. */
    @Exported
    public String getImagePolicy() {
        return imagePolicy == null ? "" : imagePolicy;
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
