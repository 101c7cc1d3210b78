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

    final String id;

    @Exported
    public final String image;

    /** The memory limit, for example {@code 512m}. */
    @Exported
    public final String memory;

    /** The number of CPUs, for example {@code 1.5}. */
    @Exported
    public final String cpus;

    /** How the run ended, as text. */
    @Exported
    public final String explanation;

    /** The duration and the resource usage, as text. */
    @Exported
    public final String summary;

    @Exported
    public final boolean success;

    @Exported
    public final int exitCode;

    @Exported
    public final long durationMillis;

    /** The peak memory in bytes, or 0 if it was not measured. */
    @Exported
    public final long peakMemory;

    /** The CPU time, or 0 if it was not measured. */
    @Exported
    public final long cpuMillis;

    /** The fraction of the time in which the run was throttled, from 0 to 1. */
    @Exported
    public final double throttled;

    /** Advice about unsuitable limits. */
    @Exported
    public final List<String> advice;

    LimitedRunRow(String id, RunHandle run, RunResult result) {
        this.id = id;
        image = SafeText.escape(run.spec().image());
        memory = run.spec().limits().memory().toString();
        cpus = run.spec().limits().cpus().toString();
        explanation = result.explanation();
        summary = result.summary();
        success = result.isSuccess();
        exitCode = result.exitCode();
        durationMillis = result.state().duration().toMillis();
        peakMemory = result.usage().peakMemory();
        cpuMillis = result.usage().cpu().toMillis();
        throttled = result.usage().throttled();
        advice = new ArrayList<>(result.advice());
    }
}
