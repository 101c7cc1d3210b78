package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;

/**
 * A folder in memory.
 *
 * @param target an absolute path in the container
 * @param size the maximum size; the contents count towards the container's memory
 */
public record Tmpfs(String target, MemorySize size) implements Serializable {}
