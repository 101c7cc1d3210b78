package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * Parses one measurement of a container's memory and CPU usage.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerStats">
 *     ContainerStats</a>
 */
final class UsageReading {

    private UsageReading() {}

    /** Returns the usage; {@link RunUsage#NONE} if the container is not running. */
    static RunUsage of(JsonNode stats) {
        JsonNode memory = stats.path("memory_stats");
        long usage = memory.path("usage").asLong();
        // cgroup v1 and v2 use different names; this memory can be reclaimed at any time
        long cache = memory.path("stats").path("total_inactive_file").asLong();
        if (cache == 0) {
            cache = memory.path("stats").path("inactive_file").asLong();
        }
        long peak = Math.max(0, usage - cache);
        JsonNode throttling = stats.path("cpu_stats").path("throttling_data");
        return new RunUsage(
                peak,
                Math.max(peak, memory.path("max_usage").asLong()),
                Duration.ofNanos(stats.path("cpu_stats")
                        .path("cpu_usage")
                        .path("total_usage")
                        .asLong()),
                throttling.path("periods").asLong(),
                throttling.path("throttled_periods").asLong());
    }
}
