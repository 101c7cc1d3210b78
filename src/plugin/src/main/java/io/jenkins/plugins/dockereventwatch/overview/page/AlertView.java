package io.jenkins.plugins.dockereventwatch.overview.page;

import io.jenkins.plugins.dockereventwatch.alert.AlertRepository.Suppressed;
import io.jenkins.plugins.dockereventwatch.build.StoredAlert;
import io.jenkins.plugins.dockereventwatch.overview.AlertRecord;
import io.jenkins.plugins.dockereventwatch.silence.SuppressedAlerts.Occurrence;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An alert on the page and in its JSON, restricted to what the user may see. */
@ExportedBean(defaultVisibility = 2)
public final class AlertView extends StoredAlert {

    private final AlertRecord record;
    private final Optional<String> jobUrl;
    private final List<Suppressed> unsent;

    /**
     * Creates a view.
     *
     * @param jobUrl the URL of the build's job, relative to the root URL; empty if there is no build or the user may
     *     not see it
     * @param unsent the suppressed notifications, as far as known
     */
    public AlertView(AlertRecord record, Optional<String> jobUrl, List<Suppressed> unsent) {
        super(record, record.getRules());
        this.record = record;
        this.jobUrl = jobUrl;
        this.unsent = List.copyOf(unsent);
    }

    /** Returns this alert with the given suppressed notifications. */
    AlertView with(List<Suppressed> known) {
        return new AlertView(record, jobUrl, known);
    }

    Occurrence occurrence() {
        return new Occurrence(getHost(), eventKey());
    }

    /** Returns the key of the alert, for URLs. */
    public String getKey() {
        return record.key();
    }

    /**
     * Returns the recipients to whom the alert was not sent and the reason, for example a silence; empty if it was
     * sent, is pending, or this is not known.
     */
    @Exported
    public List<String> getNotSent() {
        return unsent.stream()
                .map(each -> each.notifier() + ": " + each.reason())
                .toList();
    }

    /** Returns the full name of the build's job, or null if no build is known or the user may not see it. */
    @Exported
    public String getJob() {
        return jobUrl.isPresent() ? record.job : null;
    }

    /** Returns the number of the build, or null as for {@link #getJob()}. */
    @Exported
    public Integer getBuild() {
        return jobUrl.isPresent() ? record.build : null;
    }

    /** Returns the URL of the build's alerts relative to the root URL, or null as for {@link #getJob()}. */
    @Exported
    public String getBuildUrl() {
        return jobUrl.map(url -> url + record.build + "/").orElse(null);
    }

    /** Returns whether the alert matches the filter. Null and empty arguments match all alerts. */
    public boolean fits(String host, String rule, String job) {
        return fits(host, getHost())
                && (rule == null || rule.isEmpty() || getRules().contains(rule))
                && fits(job, getJob());
    }

    private static boolean fits(String asked, String value) {
        return asked == null || asked.isEmpty() || asked.equals(value);
    }
}
