package io.jenkins.plugins.dockereventwatch.run.limit;

/** When an image is pulled. */
public enum PullPolicy {
    /** Where the engine has none by that name. */
    MISSING,
    /** Each time; a run without an answer of the registry fails. */
    ALWAYS,
    /** Not at all. */
    NEVER
}
