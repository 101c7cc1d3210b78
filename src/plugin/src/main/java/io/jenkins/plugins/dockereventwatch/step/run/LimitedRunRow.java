package io.jenkins.plugins.dockereventwatch.step.run;

import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a build keeps of a limited run. Kept in the build's own file, so all of it is plain. */
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

    /** The image. */
    @Exported
    public String getImage() {
        return image;
    }

    /** The memory limit, {@code 512m}. */
    @Exported
    public String getMemory() {
        return memory;
    }

    /** The CPUs, {@code 1.5}. */
    @Exported
    public String getCpus() {
        return cpus;
    }

    /** How it ended, in words. */
    @Exported
    public String getExplanation() {
        return explanation;
    }

    /** What it took and used, in words. */
    @Exported
    public String getSummary() {
        return summary;
    }

    /** Whether it did what it was to do. */
    @Exported
    public boolean isSuccess() {
        return success;
    }

    /** Its exit code. */
    @Exported
    public int getExitCode() {
        return exitCode;
    }

    /** How long it ran, in milliseconds. */
    @Exported
    public long getDurationMillis() {
        return durationMillis;
    }

    /** The most memory seen, in bytes; 0: not seen. */
    @Exported
    public long getPeakMemory() {
        return peakMemory;
    }

    /** CPU time in milliseconds; 0: not seen. */
    @Exported
    public long getCpuMillis() {
        return cpuMillis;
    }

    /** How much of its time it waited for CPU, from 0 to 1. */
    @Exported
    public double getThrottled() {
        return throttled;
    }

    /** Sentences on limits that do not fit. */
    @Exported
    public List<String> getAdvice() {
        return List.copyOf(advice);
    }
}
