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
 * Who answers for a run: when it is gone, what it left is removed.
 *
 * @param text what tells it from all others, as in {@code process:MACHINE:PID:START} or {@code build:INSTANCE:JOB#NUMBER}
 * @param labels further labels of the container, by name
 */
public record RunOwner(String text, Map<String, String> labels) implements Serializable {

    private static final String PROCESS = "process:";

    /** Copies the labels. */
    public RunOwner {
        labels = Map.copyOf(labels);
    }

    /** This process on this machine. */
    public static RunOwner thisProcess() throws IOException {
        return new RunOwner(process(ProcessHandle.current()), Map.of());
    }

    /**
     * A Jenkins build.
     *
     * @param instance what tells this Jenkins from others
     * @param job the job's full name
     * @param number the build's number
     * @param labels that name the build to whoever looks at the container
     */
    public static RunOwner build(String instance, String job, int number, Map<String, String> labels) {
        return new RunOwner("build:" + instance + ":" + job + "#" + number, labels);
    }

    /**
     * Whether an owner is a process of this machine that is no more; of any other owner nothing is known here.
     *
     * @param owner as {@link RunLabels#OWNER} says
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
        // A number is given again; with the time of its start it is unique.
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return PROCESS + machine() + ":" + process.pid() + ":" + start;
    }

    /** One boot of one machine, and one view of its processes: numbers mean nothing in another container. */
    private static String machine() throws IOException {
        Path boot = Path.of("/proc/sys/kernel/random/boot_id");
        Path processes = Path.of("/proc/self/ns/pid");
        String id = Files.isReadable(boot) ? Files.readString(boot).strip() : "unknown";
        String view = Files.isSymbolicLink(processes)
                ? Files.readSymbolicLink(processes).toString().replaceAll("\\D", "")
                : "0";
        return id + "-" + view;
    }

    /** All labels of a run's container. */
    Map<String, String> labels(String run) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(RunLabels.RUN, run);
        all.put(RunLabels.OWNER, text);
        return all;
    }
}
