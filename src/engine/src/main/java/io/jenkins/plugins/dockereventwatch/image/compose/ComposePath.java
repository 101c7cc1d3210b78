package io.jenkins.plugins.dockereventwatch.image.compose;

import java.nio.file.Path;

/**
 * A file or folder.
 *
 * @param path its path
 * @param shown the path in locations, as the user named it
 */
record ComposePath(Path path, Path shown) {

    ComposePath resolve(String other) {
        return new ComposePath(
                path.resolve(other).normalize(), shown.resolve(other).normalize());
    }

    ComposePath folder() {
        return new ComposePath(path.resolveSibling(""), shown.resolveSibling(""));
    }
}
