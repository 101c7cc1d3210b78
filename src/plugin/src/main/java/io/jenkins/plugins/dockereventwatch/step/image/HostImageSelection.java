package io.jenkins.plugins.dockereventwatch.step.image;

/** Selects the images of a Docker host to check. */
enum HostImageSelection {
    /** The images of running containers. */
    RUNNING,
    /** All images of the host. */
    LOCAL
}
