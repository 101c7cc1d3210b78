package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;

/**
 * A folder in memory.
 *
 * @param target an absolute path in the container
 * @param size the maximum size; the contents count towards the container's memory
 */
public record Tmpfs(String target, MemorySize size) implements Serializable {

    /** Parses {@code PATH[:SIZE]}; throws an {@link IllegalArgumentException} that describes the expected format. */
    static Tmpfs parse(String text, MemorySize defaultSize) {
        String[] parts = text.split(":", 2);
        if (!MountCheck.isPath(parts[0])) {
            throw new IllegalArgumentException(Refusal.invalid("folder", parts[0], "an absolute path"));
        }
        return new Tmpfs(parts[0], parts.length == 1 ? defaultSize : MemorySize.parse(parts[1]));
    }
}
