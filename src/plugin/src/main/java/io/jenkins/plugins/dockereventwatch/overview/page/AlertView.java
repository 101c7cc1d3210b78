package io.jenkins.plugins.dockereventwatch.overview.page;

import io.jenkins.plugins.dockereventwatch.alert.AlertRepository.Suppressed;
import io.jenkins.plugins.dockereventwatch.overview.AlertRecord;
import io.jenkins.plugins.dockereventwatch.silence.SuppressedAlerts.Occurrence;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An alert on the page and in its JSON, as one user may see it. */
@ExportedBean(defaultVisibility = 2)
public final class AlertView {

    private final AlertRecord record;
    private final Optional<String> jobUrl;
    private final List<Suppressed> unsent;

    /**
     * Shows an alert.
     *
     * @param jobUrl where its build's job is, relative to this Jenkins; empty: there is no build, or the user may not see
     *     it
     * @param unsent what of it was not sent, as far as it is known
     */
    public AlertView(AlertRecord record, Optional<String> jobUrl, List<Suppressed> unsent) {
        this.record = record;
        this.jobUrl = jobUrl;
        this.unsent = List.copyOf(unsent);
    }

    /** The same, with what of it was not sent. */
    AlertView with(List<Suppressed> known) {
        return new AlertView(record, jobUrl, known);
    }

    Occurrence occurrence() {
        return new Occurrence(record.getHost(), record.eventKey());
    }

    /** A name for it in addresses. */
    public String getKey() {
        return record.key();
    }

    /** To whom it was not sent and why, as by a silence; none: it was sent, or will be, or that is not known. */
    @Exported
    public List<String> getNotSent() {
        return unsent.stream()
                .map(each -> each.notifier() + ": " + each.reason())
                .toList();
    }

    /** When it happened, by the host's clock. */
    @Exported
    public Date getTime() {
        return record.getTime();
    }

    /** The Docker host's name. */
    @Exported
    public String getHost() {
        return record.getHost();
    }

    /** What happened: {@code die}, {@code oom} … */
    @Exported
    public String getAction() {
        return record.getAction();
    }

    /** The container's name. */
    @Exported
    public String getContainer() {
        return record.getContainer();
    }

    /** The container's id. */
    @Exported
    public String getContainerId() {
        return record.getContainerId();
    }

    /** The image it ran. */
    @Exported
    public String getImage() {
        return record.getImage();
    }

    /** The exit code; empty: the event tells none. */
    @Exported
    public String getExitCode() {
        return record.getExitCode();
    }

    /** Whether it is known to have run out of memory. */
    @Exported
    public boolean isOutOfMemory() {
        return record.isOutOfMemory();
    }

    /** The titles of the rules that it met. */
    @Exported
    public List<String> getRules() {
        return record.getRules();
    }

    /** The full name of the build's job; null: no build is known, or the user may not see it. */
    @Exported
    public String getJob() {
        return jobUrl.isPresent() ? record.job : null;
    }

    /** The build's number; null: as with {@link #getJob()}. */
    @Exported
    public Integer getBuild() {
        return jobUrl.isPresent() ? record.build : null;
    }

    /** Where the build's alerts are, relative to this Jenkins; null: as with {@link #getJob()}. */
    @Exported
    public String getBuildUrl() {
        return jobUrl.map(url -> url + record.build + "/").orElse(null);
    }

    /** Whether it is among those asked for; null and empty ask for nothing special. */
    public boolean fits(String host, String rule, String job) {
        return fits(host, record.getHost())
                && (rule == null || rule.isEmpty() || record.getRules().contains(rule))
                && fits(job, getJob());
    }

    private static boolean fits(String asked, String value) {
        return asked == null || asked.isEmpty() || asked.equals(value);
    }
}
