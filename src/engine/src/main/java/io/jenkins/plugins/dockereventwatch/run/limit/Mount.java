package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;

/**
 * A folder or named volume that is mounted into a container.
 *
 * @param source an absolute path on the Docker host without symbolic links, or the name of a volume
 * @param target an absolute path in the container
 * @param readOnly whether the container has read access only
 */
public record Mount(String source, String target, boolean readOnly) implements Serializable {}
