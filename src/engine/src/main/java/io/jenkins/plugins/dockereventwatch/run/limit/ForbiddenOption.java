package io.jenkins.plugins.dockereventwatch.run.limit;

import java.util.Arrays;
import java.util.List;

/** The options of {@code docker run} that a limited run never permits, with the reasons. */
public enum ForbiddenOption {
    PRIVILEGED("a privileged container can do all that root of the host can", "privileged"),
    NAMESPACES(
            "a limited run never shares a namespace of the host or of another container",
            "pid ipc uts userns cgroupns"),
    DEVICES(
            "a limited run gets no device of the host",
            "device device-cgroup-rule device-read-bps device-read-iops device-write-bps " + "device-write-iops gpus"),
    CGROUP(
            "limits are set by --memory and --cpus alone, in the container's own cgroup",
            "cgroup-parent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpuset-cpus "
                    + "cpuset-mems blkio-weight blkio-weight-device kernel-memory memory-reservation "
                    + "memory-swappiness"),
    OUT_OF_MEMORY("a container that has used up its memory is ended", "oom-kill-disable oom-score-adj"),
    SECURITY("the engine's security profiles and no-new-privileges always hold", "security-opt sysctl"),
    MOUNTS("only folders of the workspace are mounted, by --volume", "mount volumes-from volume-driver"),
    DETACHED(
            "a limited run ends with the program that started it",
            "detach restart publish publish-all runtime log-driver log-opt storage-opt");

    private final String reason;
    private final List<String> keys;

    ForbiddenOption(String reason, String keys) {
        this.reason = reason;
        this.keys = List.of(keys.split(" "));
    }

    /** Returns the refusal for one of these names. */
    public Refusal refusal(String key) {
        return new Refusal(key, "never permitted: " + reason, Refusal.Authority.NOBODY);
    }

    /** Returns the names of all forbidden options. */
    public static List<String> allKeys() {
        return Arrays.stream(values()).flatMap(option -> option.keys.stream()).toList();
    }

    /** Returns the constant with a name; throws {@link IllegalArgumentException} if there is none. */
    public static ForbiddenOption of(String key) {
        return Arrays.stream(values())
                .filter(option -> option.keys.contains(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown option " + Refusal.quoted(key)));
    }
}
