package io.jenkins.plugins.dockereventwatch.build;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An alert as saved with a build. */
@ExportedBean(defaultVisibility = 2)
public final class BuildAlert extends StoredAlert {

    /** The verdict of the image policy and its reason; empty if no rule uses the image policy. */
    @Exported
    public final String imagePolicy;

    /** The last lines of the container's log without secrets, oldest first; empty if they are not known. */
    @Exported
    public final List<String> logLines;

    BuildAlert(Alert alert) {
        super(alert);
        this.imagePolicy = alert.context()
                .verdict()
                .map(judgement -> cut(judgement.summary()))
                .orElse("");
        this.logLines = new ArrayList<>(alert.context().logLines());
    }

    /** Returns the time of the event in the time zone of this Jenkins. */
    public Calendar getCalendar() {
        Calendar calendar = new GregorianCalendar();
        calendar.setTime(getTime());
        return calendar;
    }

    /** Returns the short container ID, as {@code docker ps} shows it. */
    public String getShortId() {
        return containerId.substring(0, Math.min(containerId.length(), 12));
    }

    /** Returns the last lines of the container's log as one text. */
    public String getLog() {
        return String.join("\n", logLines);
    }
}
