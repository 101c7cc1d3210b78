package io.jenkins.plugins.dockereventwatch.run;

/** The reason for which a run ended. */
public enum RunEnding {
    /** The command ended by itself; see the exit code. */
    EXITED,
    /** The kernel killed the main process at the memory limit. */
    OUT_OF_MEMORY,
    /** The kernel killed another process of the container at the memory limit. */
    CHILD_OUT_OF_MEMORY,
    /** Stopped because the time limit was reached. */
    TIME_LIMIT,
    /** Stopped because the output limit was reached. */
    OUTPUT_LIMIT,
    /** Stopped at the request of the user or the build. */
    STOPPED,
    /** Stopped by its owner because it is no longer needed: its work is complete. */
    FINISHED,
    /** Killed by a signal that was not sent by this program. */
    KILLED,
    /** The image does not contain the command. */
    NO_SUCH_COMMAND,
    /** The command cannot be executed. */
    NOT_EXECUTABLE
}
