package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * The configurable isolation of a run. Privilege escalation and sharing the host's namespaces or devices are never
 * permitted, so they have no setting here.
 *
 * @param network {@code none}, {@code bridge} or the name of a network
 * @param user a name or ID, optionally followed by {@code :GROUP}; null: the image's user
 * @param capabilities the capabilities to keep, without {@code CAP_}; all others are dropped
 * @param readOnly whether the root file system is read-only
 * @param tmpfs folders in memory
 * @param mounts folders and volumes
 */
public record Isolation(
        String network, String user, Set<String> capabilities, boolean readOnly, List<Tmpfs> tmpfs, List<Mount> mounts)
        implements Serializable {

    public Isolation {
        capabilities = Set.copyOf(capabilities);
        tmpfs = List.copyOf(tmpfs);
        mounts = List.copyOf(mounts);
    }

    /** Returns a copy with other mounts. */
    Isolation withMounts(List<Mount> others) {
        return new Isolation(network, user, capabilities, readOnly, tmpfs, others);
    }
}
