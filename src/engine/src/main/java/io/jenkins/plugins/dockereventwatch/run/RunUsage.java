package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.time.Duration;

/**
 * The measured resource usage of a run. The engine reports usage only while the container is running, so the last
 * moment, and very short runs, are not measured.
 *
 * @param peakMemory the peak memory without reclaimable cache, in bytes; 0: not measured
 * @param highestMemory the peak memory including caches, in bytes, if the kernel records it (cgroup v1); otherwise the
 *     measured peak
 * @param cpu the CPU time
 * @param periods the number of scheduling periods
 * @param throttledPeriods the number of scheduling periods in which the container was throttled
 */
public record RunUsage(long peakMemory, long highestMemory, Duration cpu, long periods, long throttledPeriods)
        implements Serializable {

    /** No usage was measured. */
    public static final RunUsage NONE = new RunUsage(0, 0, Duration.ZERO, 0, 0);

    /**
     * Parses a measurement; {@link #NONE} if the container is not running.
     *
     * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerStats">
     *     ContainerStats</a>
     */
    static RunUsage of(JsonNode stats) {
        JsonNode memory = stats.path("memory_stats");
        // cgroup v1 and v2 use different names; this memory can be reclaimed at any time
        long cache = memory.path("stats").path("total_inactive_file").asLong();
        if (cache == 0) {
            cache = memory.path("stats").path("inactive_file").asLong();
        }
        long peak = Math.max(0, memory.path("usage").asLong() - cache);
        JsonNode cpu = stats.path("cpu_stats");
        JsonNode throttling = cpu.path("throttling_data");
        return new RunUsage(
                peak,
                Math.max(peak, memory.path("max_usage").asLong()),
                Duration.ofNanos(cpu.path("cpu_usage").path("total_usage").asLong()),
                throttling.path("periods").asLong(),
                throttling.path("throttled_periods").asLong());
    }

    /** Returns the fraction of scheduling periods in which the container was throttled, from 0 to 1. */
    public double throttled() {
        return periods == 0 ? 0 : (double) throttledPeriods / periods;
    }

    /** Returns the combination of this usage and a later measurement. */
    RunUsage and(RunUsage later) {
        return new RunUsage(
                Math.max(peakMemory, later.peakMemory),
                Math.max(highestMemory, later.highestMemory),
                cpu.compareTo(later.cpu) > 0 ? cpu : later.cpu,
                Math.max(periods, later.periods),
                Math.max(throttledPeriods, later.throttledPeriods));
    }
}
