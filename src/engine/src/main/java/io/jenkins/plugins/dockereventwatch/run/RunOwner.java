package io.jenkins.plugins.dockereventwatch.run;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The owner of a run. When it has ended, its containers are removed.
 *
 * @param claim identifies the run and its owner
 * @param labels additional labels of the container, by name
 */
public record RunOwner(RunClaim claim, Map<String, String> labels) implements Serializable {

    private static final String PROCESS = "process:";

    public RunOwner {
        labels = Map.copyOf(labels);
    }

    /** Returns the owner of a new run of this process on this machine. */
    public static RunOwner thisProcess(RunClaim.Signer signer) throws IOException {
        return new RunOwner(RunClaim.signed(process(ProcessHandle.current()), signer), Map.of());
    }

    /**
     * Returns the owner of a new run of a Jenkins build.
     *
     * @param instance a unique identifier of the Jenkins controller
     * @param job the full name of the job
     * @param number the number of the build
     * @param labels labels that describe the build to users of the Docker host
     */
    public static RunOwner build(
            String instance, String job, int number, Map<String, String> labels, RunClaim.Signer signer) {
        return new RunOwner(RunClaim.signed("build:" + instance + ":" + job + "#" + number, signer), labels);
    }

    /**
     * Returns whether an owner is a process of this machine that has ended; false for every other owner.
     *
     * @param owner an identifier, see {@link RunClaim#owner()}
     */
    public static boolean isDeadProcess(String owner) throws IOException {
        String here = PROCESS + machine() + ":";
        if (!owner.startsWith(here)) {
            return false;
        }
        String[] parts = owner.substring(here.length()).split(":", 2);
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts[0]));
            return process.isEmpty() || !process(process.get()).equals(owner);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String process(ProcessHandle process) throws IOException {
        // Process IDs are reused; together with the start time they are unique.
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return PROCESS + machine() + ":" + process.pid() + ":" + start;
    }

    /** Identifies one boot of one machine and one PID namespace, because process IDs are valid only there. */
    private static String machine() throws IOException {
        Path boot = Path.of("/proc/sys/kernel/random/boot_id");
        Path processes = Path.of("/proc/self/ns/pid");
        String id = Files.isReadable(boot) ? Files.readString(boot).strip() : "unknown";
        String view = Files.isSymbolicLink(processes)
                ? Files.readSymbolicLink(processes).toString().replaceAll("\\D", "")
                : "0";
        return id + "-" + view;
    }

    /** Returns all labels for the container of the run. */
    Map<String, String> allLabels() {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(claim.labels());
        return all;
    }
}
