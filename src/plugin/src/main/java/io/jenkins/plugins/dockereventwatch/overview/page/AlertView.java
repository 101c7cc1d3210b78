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

    /**
     * The recipients to whom the alert was not sent and the reason, for example a silence; empty if it was
     * sent, is pending, or this is not known.
     */
    @Exported
    public final List<String> notSent;

    /** The full name of the build's job, or null if no build is known or the user may not see it. */
    @Exported
    public final String job;

    /** The number of the build, or null as for {@link #job}. */
    @Exported
    public final Integer build;

    /** The URL of the build's alerts relative to the root URL, or null as for {@link #job}. */
    @Exported
    public final String buildUrl;

    /**
     * @param jobUrl the URL of the build's job, relative to the root URL; empty if there is no build or the user may
     *     not see it
     * @param unsent the suppressed notifications, as far as known
     */
    public AlertView(AlertRecord record, Optional<String> jobUrl, List<Suppressed> unsent) {
        super(record, record.rules);
        this.record = record;
        this.jobUrl = jobUrl;
        this.notSent = unsent.stream()
                .map(each -> each.notifier() + ": " + each.reason())
                .toList();
        this.job = jobUrl.isPresent() ? record.job : null;
        this.build = jobUrl.isPresent() ? record.build : null;
        this.buildUrl = jobUrl.map(url -> url + record.build + "/").orElse(null);
    }

    /** Returns this alert with the given suppressed notifications. */
    AlertView with(List<Suppressed> known) {
        return new AlertView(record, jobUrl, known);
    }

    Occurrence occurrence() {
        return new Occurrence(host, eventKey());
    }

    /** Returns the key of the alert, for URLs. */
    public String getKey() {
        return record.key();
    }

    /** Returns whether the alert matches the filter. Null and empty arguments match all alerts. */
    public boolean isMatch(String host, String rule, String job) {
        return isMatch(host, this.host)
                && (rule == null || rule.isEmpty() || rules.contains(rule))
                && isMatch(job, this.job);
    }

    private static boolean isMatch(String asked, String value) {
        return asked == null || asked.isEmpty() || asked.equals(value);
    }
}
