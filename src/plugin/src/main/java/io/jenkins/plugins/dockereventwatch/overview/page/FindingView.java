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
    private final Optional<BuildReference> build;
    private final Optional<String> jobUrl;

    /**
     * Creates a view.
     *
     * @param build the known build that started the container; empty for none
     * @param jobUrl the URL of the build's job, relative to the root URL; empty if there is none or the user may not
     *     see it
     */
    FindingView(Finding finding, Optional<BuildReference> build, Optional<String> jobUrl) {
        this.finding = finding;
        this.build = build;
        this.jobUrl = jobUrl;
    }

    /** Returns the name of the container. */
    @Exported
    public String getContainer() {
        return finding.container();
    }

    /** Returns the ID of the container. */
    @Exported
    public String getContainerId() {
        return finding.id();
    }

    /** Returns the image of the container. */
    @Exported
    public String getImage() {
        return finding.image();
    }

    /** Returns the stable ID of the audit rule, for example {@code no-memory-limit}. */
    @Exported
    public String getRule() {
        return finding.rule().id();
    }

    /** Returns {@code error} for access to the host, {@code warning} for missing limits. */
    @Exported
    public String getLevel() {
        return finding.rule().isError() ? "error" : "warning";
    }

    /** Returns the number of the check in the CIS Docker Benchmark. */
    @Exported
    public String getBenchmark() {
        return finding.rule().benchmark();
    }

    /** Returns details, for example what is mounted; empty for none. */
    @Exported
    public String getDetail() {
        return finding.detail();
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

    /** Returns the remedy in the user's language. */
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

    /**
     * Returns the full name of the job whose build started the container, or null if no build is known or the user may
     * not see it.
     */
    @Exported
    public String getJob() {
        return jobUrl.isPresent() ? build.map(BuildReference::job).orElse(null) : null;
    }

    /** Returns the number of the build, or null as for {@link #getJob()}. */
    @Exported
    public Integer getBuild() {
        return jobUrl.isPresent() ? build.map(BuildReference::number).orElse(null) : null;
    }

    /** Returns the URL of the build relative to the root URL, or null as for {@link #getJob()}. */
    @Exported
    public String getBuildUrl() {
        return jobUrl.map(url -> url + getBuild() + "/").orElse(null);
    }
}
