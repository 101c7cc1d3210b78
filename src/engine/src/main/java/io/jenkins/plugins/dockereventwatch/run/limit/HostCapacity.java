package io.jenkins.plugins.dockereventwatch.run.limit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The resources of a Docker host, and the limits that it supports.
 *
 * @param memory the memory of the machine
 * @param cpus the CPUs of the machine
 * @param cannotLimit the limits that the kernel or the engine does not support, out of {@code memory}, {@code
 *     memory-swap}, {@code cpus}, {@code pids-limit}
 */
public record HostCapacity(MemorySize memory, CpuCount cpus, List<RunOption> cannotLimit) {

    /** Used while the host is not known; permits every amount. */
    static final HostCapacity UNKNOWN =
            new HostCapacity(new MemorySize(Long.MAX_VALUE), new CpuCount(Long.MAX_VALUE), List.of());

    private static final Map<String, RunOption> SUPPORT = Map.of(
            "MemoryLimit", RunOption.MEMORY,
            "SwapLimit", RunOption.MEMORY_SWAP,
            "CpuCfsQuota", RunOption.CPUS,
            "PidsLimit", RunOption.PIDS_LIMIT);

    public HostCapacity {
        cannotLimit = List.copyOf(cannotLimit);
    }

    /**
     * Creates a capacity from the response to {@code GET /info}.
     *
     * @throws IOException if the response lacks the required fields
     */
    public static HostCapacity of(JsonNode info) throws IOException {
        long memory = info.path("MemTotal").asLong();
        int cpus = info.path("NCPU").asInt();
        if (memory < 1 || cpus < 1) {
            throw new IOException("The response contains no memory and CPUs: expected that of a Docker Engine");
        }
        List<RunOption> cannot = SUPPORT.entrySet().stream()
                .filter(support -> !info.path(support.getKey()).asBoolean())
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
        return new HostCapacity(new MemorySize(memory), CpuCount.of(cpus), cannot);
    }
}
