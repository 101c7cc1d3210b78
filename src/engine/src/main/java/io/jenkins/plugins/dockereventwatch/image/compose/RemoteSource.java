package io.jenkins.plugins.dockereventwatch.image.compose;

import java.util.List;

/** Tells what lies in a repository or registry from a file. */
final class RemoteSource {

    private static final List<String> FRONTS =
            List.of("http://", "https://", "git://", "ssh://", "git@", "oci://", "github.com/", "git+");

    private RemoteSource() {}

    static boolean isRemote(String path) {
        return FRONTS.stream().anyMatch(path::startsWith);
    }
}
