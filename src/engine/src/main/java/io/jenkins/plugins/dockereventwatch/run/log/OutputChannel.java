package io.jenkins.plugins.dockereventwatch.run.log;

/** Which of its streams a container printed to. */
public enum OutputChannel {
    /** Standard output; all output of a terminal. */
    OUT,
    /** Standard error. */
    ERR
}
