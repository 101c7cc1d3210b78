package io.jenkins.plugins.dockereventwatch.podman;

import io.jenkins.plugins.dockereventwatch.docker.NeedSummary;

/** The tests with Podman. */
public final class PodmanTestsSummary extends NeedSummary {

    static final String NO_PODMAN = "no Podman";

    /** For the test launcher. */
    public PodmanTestsSummary() {
        super("Podman tests", NO_PODMAN, WithPodman.class);
    }
}
