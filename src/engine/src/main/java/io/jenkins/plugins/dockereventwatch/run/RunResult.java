package io.jenkins.plugins.dockereventwatch.run;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The result of a run.
 *
 * @param ending the reason for which it ended
 * @param exitCode the container's exit code as reported by {@code docker run}: 126 if the command cannot be executed,
 *     127 if it does not exist
 * @param explanation the reason in words, one line
 * @param summary the duration and the resource usage, one line
 * @param duration how long the container ran
 * @param usage the resource usage
 * @param advice sentences about limits that do not fit; may be empty
 */
public record RunResult(
        RunEnding ending,
        int exitCode,
        String explanation,
        String summary,
        Duration duration,
        RunUsage usage,
        List<String> advice)
        implements Serializable {

    /** Creates a result with a copy of the advice. */
    public RunResult {
        advice = List.copyOf(advice);
    }

    /** Returns whether the run completed its work. */
    public boolean isSuccess() {
        return ending == RunEnding.FINISHED
                || exitCode == 0 && (ending == RunEnding.EXITED || ending == RunEnding.CHILD_OUT_OF_MEMORY);
    }
}
