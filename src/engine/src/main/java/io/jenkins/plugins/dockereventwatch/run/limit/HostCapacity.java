package io.jenkins.plugins.dockereventwatch.run.limit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Docker host has and can limit.
 *
 * @param memory of the machine
 * @param cpus of the machine
 * @param cannotLimit what its kernel or engine cannot limit, of {@code memory}, {@code memory-swap}, {@code cpus}, {@code
 *     pids-limit}
 */
public record HostCapacity(MemorySize memory, CpuCount cpus, List<RunOption> cannotLimit) {

    /** A host that is not known yet: it has whatever is asked for. */
    static final HostCapacity BOUNDLESS =
            new HostCapacity(new MemorySize(Long.MAX_VALUE), new CpuCount(Long.MAX_VALUE), List.of());

    /** Copies the list. */
    public HostCapacity {
        cannotLimit = List.copyOf(cannotLimit);
    }

    /**
     * Reads the answer to {@code GET /info}.
     *
     * @throws IOException if it does not tell
     */
    public static HostCapacity of(JsonNode info) throws IOException {
        long memory = info.path("MemTotal").asLong();
        int cpus = info.path("NCPU").asInt();
        if (memory < 1 || cpus < 1) {
            throw new IOException("what answers there does not tell its memory and CPUs; is it a Docker Engine?");
        }
        List<RunOption> cannot = new ArrayList<>();
        if (!info.path("MemoryLimit").asBoolean()) {
            cannot.add(RunOption.MEMORY);
        }
        if (!info.path("SwapLimit").asBoolean()) {
            cannot.add(RunOption.MEMORY_SWAP);
        }
        if (!info.path("CpuCfsQuota").asBoolean()) {
            cannot.add(RunOption.CPUS);
        }
        if (!info.path("PidsLimit").asBoolean()) {
            cannot.add(RunOption.PIDS_LIMIT);
        }
        return new HostCapacity(new MemorySize(memory), CpuCount.of(cpus), cannot);
    }
}
