package io.jenkins.plugins.dockereventwatch.image.compose;

import java.nio.file.Path;
import java.util.List;

/**
 * A file or folder.
 *
 * @param shown the path in locations, as the user named it
 */
record ComposePath(Path path, Path shown) {

    private static final List<String> REMOTE =
            List.of("http://", "https://", "git://", "ssh://", "git@", "oci://", "github.com/", "git+");

    /** Returns whether a path refers to a repository or registry instead of a local file. */
    static boolean isRemote(String path) {
        return REMOTE.stream().anyMatch(path::startsWith);
    }

    ComposePath resolve(String other) {
        return new ComposePath(
                path.resolve(other).normalize(), shown.resolve(other).normalize());
    }

    ComposePath folder() {
        return new ComposePath(path.resolveSibling(""), shown.resolveSibling(""));
    }
}
