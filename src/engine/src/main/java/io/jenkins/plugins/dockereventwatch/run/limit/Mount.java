package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;

/**
 * A folder or named volume that is mounted into a container.
 *
 * @param source an absolute path on the Docker host without symbolic links, or the name of a volume
 * @param target an absolute path in the container
 * @param readOnly whether the container has read access only
 * @param replaceable whether another container to which a parent folder is mounted may replace the source by a symbolic
 *     link, so that it must be kept open from its check until the start
 */
public record Mount(String source, String target, boolean readOnly, boolean replaceable) implements Serializable {

    /** Creates a mount whose source no container can replace. */
    public Mount(String source, String target, boolean readOnly) {
        this(source, target, readOnly, false);
    }

    /** Returns a copy with another source. */
    public Mount withSource(String other) {
        return new Mount(other, target, readOnly, replaceable);
    }
}
