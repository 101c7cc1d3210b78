package io.jenkins.plugins.dockereventwatch.run;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How a run went.
 *
 * @param ending how it ended
 * @param exitCode of the container, as {@code docker run} has it: 126 not executable, 127 no such command
 * @param explanation in words, one line
 * @param summary what it took and used, one line
 * @param duration how long the container ran
 * @param usage what it used
 * @param advice sentences on limits that do not fit; perhaps none
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

    /** Copies the list. */
    public RunResult {
        advice = List.copyOf(advice);
    }

    /** Whether it did what it was to do. */
    public boolean isSuccess() {
        return ending == RunEnding.FINISHED
                || exitCode == 0 && (ending == RunEnding.EXITED || ending == RunEnding.CHILD_OUT_OF_MEMORY);
    }
}
