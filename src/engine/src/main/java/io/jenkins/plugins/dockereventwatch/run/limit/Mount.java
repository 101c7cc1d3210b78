package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;

/**
 * A folder or a named volume in a container.
 *
 * @param source absolute path on the Docker host, without symbolic links, or a volume's name
 * @param target absolute path in the container
 * @param readOnly whether the container may not write there
 */
public record Mount(String source, String target, boolean readOnly) implements Serializable {}
