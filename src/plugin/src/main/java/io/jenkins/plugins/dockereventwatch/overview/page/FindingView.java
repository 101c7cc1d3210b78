package io.jenkins.plugins.dockereventwatch.overview.page;

import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.audit.Finding;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A finding of an audit about a running container, restricted to what the user may see. */
@ExportedBean(defaultVisibility = 3)
public final class FindingView {

    private final Finding finding;

    @Exported
    public final String container;

    @Exported
    public final String containerId;

    @Exported
    public final String image;

    /** The stable ID of the audit rule, for example {@code no-memory-limit}. */
    @Exported
    public final String rule;

    /** Returns {@code error} for access to the host, {@code warning} for missing limits. */
    @Exported
    public final String level;

    /** The number of the check in the CIS Docker Benchmark. */
    @Exported
    public final String benchmark;

    /** Details, for example what is mounted; empty for none. */
    @Exported
    public final String detail;

    /**
     * The full name of the job whose build started the container, or null if no build is known or the user may
     * not see it.
     */
    @Exported
    public final String job;

    /** The number of the build, or null as for {@link #job}. */
    @Exported
    public final Integer build;

    /** The URL of the build relative to the root URL, or null as for {@link #job}. */
    @Exported
    public final String buildUrl;

    /**
     * @param build the known build that started the container; empty for none
     * @param jobUrl the URL of the build's job, relative to the root URL; empty if there is none or the user may not
     *     see it
     */
    FindingView(Finding finding, Optional<BuildReference> build, Optional<String> jobUrl) {
        this.finding = finding;
        Optional<BuildReference> visible = jobUrl.isPresent() ? build : Optional.empty();
        this.container = finding.container();
        this.containerId = finding.id();
        this.image = finding.image();
        this.rule = finding.rule().id();
        this.level = finding.rule().isError() ? "error" : "warning";
        this.benchmark = finding.rule().benchmark();
        this.detail = finding.detail();
        this.job = visible.map(BuildReference::job).orElse(null);
        this.build = visible.map(BuildReference::number).orElse(null);
        this.buildUrl = visible.isPresent() ? jobUrl.get() + visible.get().number() + "/" : null;
    }

    /** Returns the finding in the user's language. */
    public String getText() {
        return switch (finding.rule()) {
            case PRIVILEGED -> Messages.FindingView_Privileged();
            case DOCKER_SOCKET -> Messages.FindingView_DockerSocket();
            case MEMORY -> Messages.FindingView_Memory();
            case SWAP -> Messages.FindingView_Swap();
            case CPU -> Messages.FindingView_Cpu();
            case PIDS -> Messages.FindingView_Pids();
        };
    }

    public String getRemedy() {
        return switch (finding.rule()) {
            case PRIVILEGED -> Messages.FindingView_PrivilegedRemedy();
            case DOCKER_SOCKET -> Messages.FindingView_DockerSocketRemedy();
            case MEMORY -> Messages.FindingView_MemoryRemedy();
            case SWAP -> Messages.FindingView_SwapRemedy();
            case CPU -> Messages.FindingView_CpuRemedy();
            case PIDS -> Messages.FindingView_PidsRemedy();
        };
    }
}
