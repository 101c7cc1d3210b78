package io.jenkins.plugins.dockereventwatch.overview.page;

import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The result of the audit of a host, on the page and in its JSON. */
@ExportedBean(defaultVisibility = 2)
public final class HostAuditView {

    private final String name;
    private final HostAudits.Result result;
    private final List<FindingView> findings;

    /**
     * Creates a view.
     *
     * @param name the name of the host in alerts
     * @param result the last audit, or null while the first one is in progress
     * @param findings the findings that the user may see
     */
    HostAuditView(String name, HostAudits.Result result, List<FindingView> findings) {
        this.name = name;
        this.result = result;
        this.findings = List.copyOf(findings);
    }

    /** Returns the name of the host in alerts. */
    @Exported
    public String getName() {
        return name;
    }

    /** Returns the time of the audit, or null if none has completed. */
    @Exported
    public Date getTime() {
        return result == null ? null : Date.from(result.at());
    }

    /** Returns why the host cannot be audited, or null if it can. */
    @Exported
    public String getError() {
        return result == null || result.error().isEmpty() ? null : result.error();
    }

    /** Returns the number of running containers, or null if it is unknown. */
    @Exported
    public Integer getContainers() {
        return result == null || result.report() == null
                ? null
                : result.report().containers();
    }

    /** Returns the findings, the most severe first, then by container. */
    @Exported
    public List<FindingView> getFindings() {
        return findings;
    }
}
