package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.util.List;

/**
 * The validated limits that the engine enforces.
 *
 * @param memory the memory limit of the container
 * @param memoryAndSwap the limit for memory plus swap; equal to {@code memory}: no swap
 * @param cpus the number of CPUs
 * @param pids the number of processes and threads, at least 1
 * @param shm the size of {@code /dev/shm}
 * @param ulimits the limits of each process
 */
public record ResourceLimits(
        MemorySize memory, MemorySize memoryAndSwap, CpuCount cpus, long pids, MemorySize shm, List<Ulimit> ulimits)
        implements Serializable {

    public ResourceLimits {
        ulimits = List.copyOf(ulimits);
    }
}
