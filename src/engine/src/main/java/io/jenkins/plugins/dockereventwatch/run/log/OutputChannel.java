package io.jenkins.plugins.dockereventwatch.run.log;

/** The output stream of a container. */
public enum OutputChannel {
    /** Standard output, or the output of a terminal. */
    OUT,
    /** Standard error. */
    ERR
}
