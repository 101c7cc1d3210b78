package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What a run may use at most, checked: there is no value for "unlimited" but that of time.
 *
 * @param memory of the container
 * @param memoryAndSwap both together; equal to {@code memory}: no swap
 * @param cpus share of CPU time
 * @param pids processes and threads, at least 1
 * @param shm size of {@code /dev/shm}
 * @param ulimits of each process
 * @param time how long it may take; null: as long as it likes
 * @param output how much it may print
 */
public record ResourceLimits(
        MemorySize memory,
        MemorySize memoryAndSwap,
        CpuCount cpus,
        long pids,
        MemorySize shm,
        List<Ulimit> ulimits,
        Duration time,
        MemorySize output)
        implements Serializable {

    /** Copies the list. */
    public ResourceLimits {
        ulimits = List.copyOf(ulimits);
    }
}
