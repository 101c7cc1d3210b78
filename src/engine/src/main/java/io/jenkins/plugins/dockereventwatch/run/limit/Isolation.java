package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What a run is kept apart by. That privileges never grow and that no namespace or device of the host is shared is no
 * choice, so it is not here.
 *
 * @param network {@code none}, {@code bridge} or a network's name
 * @param user name or number, with {@code :GROUP} perhaps; null: what the image says
 * @param capabilities those kept, without {@code CAP_}; all others are dropped
 * @param readOnly whether the image's files are
 * @param tmpfs folders in memory
 * @param mounts folders and volumes
 */
public record Isolation(
        String network, String user, Set<String> capabilities, boolean readOnly, List<Tmpfs> tmpfs, List<Mount> mounts)
        implements Serializable {

    /** Copies the collections. */
    public Isolation {
        capabilities = Set.copyOf(capabilities);
        tmpfs = List.copyOf(tmpfs);
        mounts = List.copyOf(mounts);
    }
}
