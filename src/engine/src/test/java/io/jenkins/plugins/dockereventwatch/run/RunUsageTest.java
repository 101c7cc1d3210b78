package io.jenkins.plugins.dockereventwatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Both forms in which engines tell of a container's use: by the names of cgroup v1 and of v2. */
class RunUsageTest {

    @Test
    void cgroup1ReportsHighestUsageWithCaches() throws Exception {
        RunUsage usage = read("""
                {"read": "2026-11-24T11:00:00Z",
                 "cpu_stats": {
                   "cpu_usage": {"total_usage": 1500000000, "percpu_usage": [700000000, 800000000],
                     "usage_in_kernelmode": 100000000, "usage_in_usermode": 1400000000},
                   "system_cpu_usage": 9000000000, "online_cpus": 2,
                   "throttling_data": {"periods": 80, "throttled_periods": 20, "throttled_time": 5000000}},
                 "memory_stats": {"usage": 6537216, "max_usage": 31457280, "failcnt": 0, "limit": 33554432,
                   "stats": {"cache": 4096000, "inactive_file": 1, "total_inactive_file": 2097152, "total_rss": 2000000}}}
                """);

        assertThat(usage.peakMemory()).isEqualTo(6537216 - 2097152);
        assertThat(usage.highestMemory()).isEqualTo(31457280);
        assertThat(usage.cpu()).isEqualTo(Duration.ofMillis(1500));
        assertThat(usage.throttled()).isEqualTo(0.25, within(1e-9));
    }

    @Test
    void cgroup2ReportsCurrentUsage() throws Exception {
        RunUsage usage = read("""
                {"read": "2026-11-24T11:00:00Z",
                 "cpu_stats": {
                   "cpu_usage": {"total_usage": 36488948000, "usage_in_kernelmode": 6470407000,
                     "usage_in_usermode": 30018541000},
                   "system_cpu_usage": 31248906800000000, "online_cpus": 4,
                   "throttling_data": {"periods": 10, "throttled_periods": 9, "throttled_time": 36000}},
                 "memory_stats": {"usage": 6537216, "limit": 67108864,
                   "stats": {"active_anon": 0, "active_file": 0, "anon": 864256, "anon_thp": 0, "file": 1327104,
                     "inactive_anon": 864256, "inactive_file": 1228800, "kernel_stack": 16384, "pgfault": 1914,
                     "slab": 1150448, "unevictable": 0}}}
                """);

        assertThat(usage.peakMemory()).isEqualTo(6537216 - 1228800);
        assertThat(usage.highestMemory()).isEqualTo(usage.peakMemory());
        assertThat(usage.cpu()).isEqualTo(Duration.ofNanos(36488948000L));
        assertThat(usage.throttled()).isEqualTo(0.9, within(1e-9));
        assertThat(usage.and(RunUsage.NONE)).isEqualTo(usage);
    }

    @Test
    void stoppedContainerUsesNothing() throws Exception {
        assertThat(read("{\"read\": \"0001-01-01T00:00:00Z\", \"cpu_stats\": {\"cpu_usage\": {\"total_usage\": 0}},"
                        + " \"memory_stats\": {}}"))
                .isEqualTo(RunUsage.NONE);
    }

    private static RunUsage read(String stats) throws Exception {
        return RunUsage.of(new ObjectMapper().readTree(stats));
    }
}
