package io.jenkins.plugins.dockereventwatch.image.compose;

import java.util.List;

/** Recognizes paths that refer to a repository or registry instead of a local file. */
final class RemoteSource {

    private static final List<String> PREFIXES =
            List.of("http://", "https://", "git://", "ssh://", "git@", "oci://", "github.com/", "git+");

    private RemoteSource() {}

    static boolean isRemote(String path) {
        return PREFIXES.stream().anyMatch(path::startsWith);
    }
}
