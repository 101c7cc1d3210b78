package io.jenkins.plugins.dockereventwatch.run.limit;

/** Determines when an image is pulled. */
public enum PullPolicy {
    /** If the engine does not have the image. */
    MISSING,
    /** Before every run; the run fails if the registry does not respond. */
    ALWAYS,
    /** Never. */
    NEVER
}
