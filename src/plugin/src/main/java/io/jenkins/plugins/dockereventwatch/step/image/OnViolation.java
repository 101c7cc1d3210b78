package io.jenkins.plugins.dockereventwatch.step.image;

/** The effect on the build if an image is not allowed. */
enum OnViolation {
    FAIL,
    UNSTABLE,
    WARN
}
