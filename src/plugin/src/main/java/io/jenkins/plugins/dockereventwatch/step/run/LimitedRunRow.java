package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A limited run, as saved in the {@code build.xml} of the build: consists of plain values only. */
@ExportedBean(defaultVisibility = 2)
public final class LimitedRunRow {

    private final String id;
    private final String image;
    private final String memory;
    private final String cpus;
    private final String explanation;
    private final String summary;
    private final boolean success;
    private final int exitCode;
    private final long durationMillis;
    private final long peakMemory;
    private final long cpuMillis;
    private final double throttled;
    private final ArrayList<String> advice;

    LimitedRunRow(String id, RunHandle run, RunResult result) {
        this.id = id;
        this.image = SafeText.escape(run.spec().image());
        this.memory = run.spec().limits().memory().toString();
        this.cpus = run.spec().limits().cpus().toString();
        this.explanation = result.explanation();
        this.summary = result.summary();
        this.success = result.isSuccess();
        this.exitCode = result.exitCode();
        this.durationMillis = result.duration().toMillis();
        this.peakMemory = result.usage().peakMemory();
        this.cpuMillis = result.usage().cpu().toMillis();
        this.throttled = result.usage().throttled();
        this.advice = new ArrayList<>(result.advice());
    }

    boolean isSameAs(LimitedRunRow other) {
        return id.equals(other.id);
    }

    /** Returns the image reference. */
    @Exported
    public String getImage() {
        return image;
    }

    /** Returns the memory limit, for example {@code 512m}. */
    @Exported
    public String getMemory() {
        return memory;
    }

    /** Returns the number of CPUs, for example {@code 1.5}. */
    @Exported
    public String getCpus() {
        return cpus;
    }

    /** Returns how the run ended, as text. */
    @Exported
    public String getExplanation() {
        return explanation;
    }

    /** Returns the duration and the resource usage, as text. */
    @Exported
    public String getSummary() {
        return summary;
    }

    /** Returns whether the run succeeded. */
    @Exported
    public boolean isSuccess() {
        return success;
    }

    /** Returns the exit code. */
    @Exported
    public int getExitCode() {
        return exitCode;
    }

    /** Returns the duration in milliseconds. */
    @Exported
    public long getDurationMillis() {
        return durationMillis;
    }

    /** Returns the peak memory in bytes, or 0 if it was not measured. */
    @Exported
    public long getPeakMemory() {
        return peakMemory;
    }

    /** Returns the CPU time in milliseconds, or 0 if it was not measured. */
    @Exported
    public long getCpuMillis() {
        return cpuMillis;
    }

    /** Returns the fraction of the time in which the run was throttled, from 0 to 1. */
    @Exported
    public double getThrottled() {
        return throttled;
    }

    /** Returns advice about unsuitable limits. */
    @Exported
    public List<String> getAdvice() {
        return List.copyOf(advice);
    }
}
