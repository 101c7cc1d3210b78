package io.jenkins.plugins.dockereventwatch.run;

/** How a run ended. */
public enum RunEnding {
    /** By itself; the exit code says how well. */
    EXITED,
    /** The kernel killed it at its memory limit. */
    OUT_OF_MEMORY,
    /** The kernel killed a process in it at its memory limit, and the rest went on. */
    CHILD_OUT_OF_MEMORY,
    /** Stopped by us at its time limit. */
    TIME_LIMIT,
    /** Stopped by us since it had printed as much as it may. */
    OUTPUT_LIMIT,
    /** Stopped by whoever started it. */
    STOPPED,
    /** Stopped by whoever started it, who needs it no more: all was done that was to be done in it. */
    FINISHED,
    /** Ended by a signal that was none of ours. */
    KILLED,
    /** There is no such command in the image. */
    NO_SUCH_COMMAND,
    /** The command cannot be run. */
    NOT_EXECUTABLE
}
