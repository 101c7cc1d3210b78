package io.jenkins.plugins.dockereventwatch.overview.page;

import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.audit.Finding;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Something that a running container is reported for, as one user may see it. */
@ExportedBean(defaultVisibility = 3)
public final class FindingView {

    private final Finding finding;
    private final Optional<BuildReference> build;
    private final Optional<String> jobUrl;

    /**
     * Shows a finding.
     *
     * @param build the build that started the container, which this Jenkins knows; empty: none
     * @param jobUrl where its job is, relative to this Jenkins; empty: there is none, or the user may not see it
     */
    FindingView(Finding finding, Optional<BuildReference> build, Optional<String> jobUrl) {
        this.finding = finding;
        this.build = build;
        this.jobUrl = jobUrl;
    }

    /** The container's name. */
    @Exported
    public String getContainer() {
        return finding.container();
    }

    /** The container's id. */
    @Exported
    public String getContainerId() {
        return finding.id();
    }

    /** The image it runs. */
    @Exported
    public String getImage() {
        return finding.image();
    }

    /** What is wrong, by a name that does not change: {@code no-memory-limit} … */
    @Exported
    public String getRule() {
        return finding.rule().id();
    }

    /** {@code error} of what rules the host, {@code warning} of what only burdens it. */
    @Exported
    public String getLevel() {
        return finding.rule().isError() ? "error" : "warning";
    }

    /** The number that the CIS Docker Benchmark has for it. */
    @Exported
    public String getBenchmark() {
        return finding.rule().benchmark();
    }

    /** Such as what is mounted; empty: nothing more is to be said. */
    @Exported
    public String getDetail() {
        return finding.detail();
    }

    /** What is wrong, in the user's language. */
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

    /** What to do, in the user's language. */
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

    /** The full name of the job whose build started the container; null: none is known, or the user may not see it. */
    @Exported
    public String getJob() {
        return jobUrl.isPresent() ? build.map(BuildReference::job).orElse(null) : null;
    }

    /** The build's number; null: as with {@link #getJob()}. */
    @Exported
    public Integer getBuild() {
        return jobUrl.isPresent() ? build.map(BuildReference::number).orElse(null) : null;
    }

    /** Where the build is, relative to this Jenkins; null: as with {@link #getJob()}. */
    @Exported
    public String getBuildUrl() {
        return jobUrl.map(url -> url + getBuild() + "/").orElse(null);
    }
}
