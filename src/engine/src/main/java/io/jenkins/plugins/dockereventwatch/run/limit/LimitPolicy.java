package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * A site's rules for limited runs, set by its administrator.
 *
 * @param defaults of those in {@link RunOption#withDefault()}, for runs that do not say
 * @param maxima of those in {@link RunOption#withMaximum()}; without one the Docker host's own size is the maximum
 * @param networks the only networks that may be named; empty: {@code none}, {@code bridge} and any the administrator of
 *     the Docker host has made
 * @param capabilities those that may be named besides {@link #USUAL_CAPABILITIES}
 * @param mounts folders (absolute paths, with all below) and named volumes that may be mounted besides the workspace
 */
public record LimitPolicy(
        RunOptions defaults, RunOptions maxima, Set<String> networks, Set<String> capabilities, List<String> mounts)
        implements Serializable {

    /** What Docker gives every container, less what opens raw sockets and makes devices; a run may name these. */
    public static final Set<String> USUAL_CAPABILITIES = Set.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    /** Where the site says nothing. */
    public static final LimitPolicy BUILT_IN =
            new LimitPolicy(RunOptions.NONE, RunOptions.NONE, Set.of(), Set.of(), List.of());

    /** Copies the collections. */
    public LimitPolicy {
        networks = Set.copyOf(networks);
        capabilities = Set.copyOf(capabilities);
        mounts = List.copyOf(mounts);
    }
}
