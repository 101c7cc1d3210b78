package io.jenkins.plugins.dockereventwatch.build;

import hudson.model.Api;
import hudson.model.BuildBadgeAction;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The entry "Docker alerts" of a build: on its page, in its side panel, and as a badge in the history. Visible to all
 * users who may see the build.
 */
@ExportedBean
public final class DockerAlertsAction extends BuildEntry implements BuildBadgeAction {

    /** The maximum number of saved alerts; further alerts are only counted. */
    static final int MAX_ALERTS = 100;

    /** Replaced instead of modified: it is saved and displayed while alerts are added. */
    private volatile ArrayList<BuildAlert> alerts = new ArrayList<>();

    private volatile int omitted;
    /**
     * Adds an alert.
     *
     * @return whether the build must be saved
     */
    synchronized boolean add(Alert alert) {
        if (alerts.stream().anyMatch(known -> known.isOfSameEvent(alert))) {
            return false;
        }
        if (alerts.size() >= MAX_ALERTS) {
            int more = omitted + 1;
            omitted = more;
            return Integer.bitCount(more) == 1;
        }
        ArrayList<BuildAlert> more = new ArrayList<>(alerts);
        more.add(new BuildAlert(alert));
        alerts = more;
        return true;
    }

    /** Returns the alerts, oldest first. */
    @Exported
    public List<BuildAlert> getAlerts() {
        return List.copyOf(alerts);
    }

    @Exported
    public int getOmitted() {
        return omitted;
    }

    public int getCount() {
        return alerts.size() + omitted;
    }

    public Api getApi() {
        return new Api(this);
    }

    public String getSummary() {
        return Messages.DockerAlertsAction_Summary(getCount());
    }

    @Override
    public String getDisplayName() {
        return Messages.DockerAlertsAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "docker-alerts";
    }
}
