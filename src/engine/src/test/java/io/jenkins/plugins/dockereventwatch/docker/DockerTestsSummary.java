package io.jenkins.plugins.dockereventwatch.docker;

/** The tests with a Docker Engine. */
public final class DockerTestsSummary extends NeedSummary {

    static final String NO_ENGINE = "no Docker Engine";

    /** For the test launcher. */
    public DockerTestsSummary() {
        super("Docker tests", NO_ENGINE, WithDocker.class);
    }
}
