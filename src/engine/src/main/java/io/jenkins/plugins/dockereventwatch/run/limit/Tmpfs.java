package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;

/**
 * A folder in memory.
 *
 * @param target absolute path in the container
 * @param size at most; what is in it counts as the container's memory
 */
public record Tmpfs(String target, MemorySize size) implements Serializable {}
