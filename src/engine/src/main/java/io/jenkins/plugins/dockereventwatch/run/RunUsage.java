package io.jenkins.plugins.dockereventwatch.run;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a run used, as far as it was seen: the engine tells of a container only while it runs, so of the last moment,
 * and of very short runs, nothing is known.
 *
 * @param peakMemory the most memory seen, without what is only cache, in bytes; 0: not seen
 * @param highestMemory the most memory including caches, in bytes, where the kernel counts it (cgroup v1), else the peak
 * @param cpu CPU time
 * @param periods how often the kernel looked whether the container may go on
 * @param throttledPeriods how often it had to wait
 */
public record RunUsage(long peakMemory, long highestMemory, Duration cpu, long periods, long throttledPeriods)
        implements Serializable {

    /** Nothing was seen. */
    public static final RunUsage NONE = new RunUsage(0, 0, Duration.ZERO, 0, 0);

    /** How much of its time the container had to wait for CPU, from 0 to 1. */
    public double throttled() {
        return periods == 0 ? 0 : (double) throttledPeriods / periods;
    }

    /** This and a later look. */
    RunUsage and(RunUsage later) {
        return new RunUsage(
                Math.max(peakMemory, later.peakMemory),
                Math.max(highestMemory, later.highestMemory),
                cpu.compareTo(later.cpu) > 0 ? cpu : later.cpu,
                Math.max(periods, later.periods),
                Math.max(throttledPeriods, later.throttledPeriods));
    }
}
