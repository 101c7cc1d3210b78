package io.jenkins.plugins.dockereventwatch.overview.page;

import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What an audit of a host found, on the page and in its JSON. */
@ExportedBean(defaultVisibility = 2)
public final class HostAuditView {

    private final String name;
    private final HostAudits.Look look;
    private final List<FindingView> findings;

    /**
     * Shows a look at a host.
     *
     * @param name what alerts call it
     * @param look null: it goes on for the first time
     * @param findings as the user may see them
     */
    HostAuditView(String name, HostAudits.Look look, List<FindingView> findings) {
        this.name = name;
        this.look = look;
        this.findings = List.copyOf(findings);
    }

    /** What alerts call the host. */
    @Exported
    public String getName() {
        return name;
    }

    /** When it was looked at; null: it was not, to the end. */
    @Exported
    public Date getTime() {
        return look == null ? null : Date.from(look.at());
    }

    /** Why it cannot be looked at; null: it can be. */
    @Exported
    public String getTrouble() {
        return look == null || look.trouble().isEmpty() ? null : look.trouble();
    }

    /** How many containers ran; null: not known. */
    @Exported
    public Integer getContainers() {
        return look == null || look.report() == null ? null : look.report().containers();
    }

    /** The graver ones first, then by container. */
    @Exported
    public List<FindingView> getFindings() {
        return findings;
    }
}
