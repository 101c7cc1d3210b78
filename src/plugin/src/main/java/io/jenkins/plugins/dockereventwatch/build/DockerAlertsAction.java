package io.jenkins.plugins.dockereventwatch.build;

import hudson.model.Api;
import hudson.model.BuildBadgeAction;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The entry "Docker alerts" of a build: on its page, in its side panel, and as a badge in the history. Whoever may see
 * the build may see it.
 */
@ExportedBean
public final class DockerAlertsAction extends BuildEntry implements BuildBadgeAction {

    /** So many are kept; of more the build's page only tells how many. */
    static final int MOST = 100;

    /** Replaced as a whole, since it is written to disk and shown while alerts come in. */
    private volatile ArrayList<BuildAlert> alerts = new ArrayList<>();

    private volatile int omitted;
    /**
     * Takes an alert in.
     *
     * @return whether the build has to be saved for it
     */
    synchronized boolean add(Alert alert) {
        if (alerts.stream().anyMatch(known -> known.isOfSameEvent(alert))) {
            return false;
        }
        if (alerts.size() >= MOST) {
            int more = omitted + 1;
            omitted = more;
            return Integer.bitCount(more) == 1;
        }
        ArrayList<BuildAlert> more = new ArrayList<>(alerts);
        more.add(new BuildAlert(alert));
        alerts = more;
        return true;
    }

    /** The alerts, oldest first. */
    @Exported
    public List<BuildAlert> getAlerts() {
        return List.copyOf(alerts);
    }

    /** How many there were beyond those that are kept. */
    @Exported
    public int getOmitted() {
        return omitted;
    }

    /** How many there were. */
    public int getCount() {
        return alerts.size() + omitted;
    }

    /** For {@code api/json}. */
    public Api getApi() {
        return new Api(this);
    }

    /** What the badge and the entry say. */
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
