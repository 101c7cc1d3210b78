package io.jenkins.plugins.dockereventwatch.overview.page;

import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The result of the audit of a host, on the page and in its JSON. */
@ExportedBean(defaultVisibility = 2)
public final class HostAuditView {

    /** The name of the host in alerts. */
    @Exported
    public final String name;

    /** The time of the audit, or null if none has completed. */
    @Exported
    public final Date time;

    /** Why the host cannot be audited, or null if it can. */
    @Exported
    public final String error;

    /** The number of running containers, or null if it is unknown. */
    @Exported
    public final Integer containers;

    /** The findings, the most severe first, then by container. */
    @Exported
    public final List<FindingView> findings;

    /** @param result the last audit, or null while the first one is in progress */
    HostAuditView(String name, HostAudits.Result result, List<FindingView> findings) {
        this.name = name;
        this.time = result == null ? null : Date.from(result.at());
        this.error = result == null || result.error().isEmpty() ? null : result.error();
        this.containers = result == null || result.report() == null
                ? null
                : result.report().containers();
        this.findings = List.copyOf(findings);
    }
}
