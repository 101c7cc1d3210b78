package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.run.limit.MemorySize;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import io.jenkins.plugins.dockereventwatch.run.limit.ResourceLimits;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.run.limit.TimeLimit;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The result of a run, based on the engine's state and not on the exit code alone.
 *
 * @param ending the reason for which it ended
 * @param state the state of the container at its end
 * @param explanation the reason in words, one line
 * @param summary the duration and the resource usage, one line
 * @param usage the resource usage
 * @param advice sentences about limits that do not fit; may be empty
 */
public record RunResult(
        RunEnding ending, RunState state, String explanation, String summary, RunUsage usage, List<String> advice)
        implements Serializable {

    private static final int SIGKILL = 128 + 9;
    private static final int NOT_EXECUTABLE = 126;

    /** The message of the engine's init process if it cannot execute the command. */
    private static final Pattern INIT_FAILED = Pattern.compile("\\A\\[FATAL tini \\([0-9]+\\)\\] exec .* failed: ");

    private static final Duration ADVICE_FROM = Duration.ofSeconds(10);
    private static final long ADVICE_PERIODS = 50;
    private static final double ADVICE_THROTTLED = 0.5;
    private static final int UNUSED_FACTOR = 2;

    public RunResult {
        advice = List.copyOf(advice);
    }

    /**
     * Returns the container's exit code as reported by {@code docker run}: 126 if the command cannot be executed, 127
     * if it does not exist.
     */
    public int exitCode() {
        return state.exitCode();
    }

    /** Returns whether the run completed its work. */
    public boolean isSuccess() {
        return ending == RunEnding.FINISHED
                || exitCode() == 0 && (ending == RunEnding.EXITED || ending == RunEnding.CHILD_OUT_OF_MEMORY);
    }

    /**
     * @param stopped the reason for which this program stopped the run; null if it did not
     * @param output the beginning of the output; empty if another process read it
     * @param engineWasLost whether the engine was unreachable for some time
     */
    static RunResult of(
            RunSpec spec, RunState state, RunEnding stopped, RunUsage usage, String output, boolean engineWasLost) {
        RunEnding ending = ending(state, stopped, output);
        String unreachable =
                engineWasLost && state.exitCode() != 0 ? "; the Docker Engine was unreachable during the run" : "";
        return new RunResult(
                ending,
                state,
                explanation(ending, stopped, spec, state) + unreachable,
                summary(spec.limits(), state.duration(), usage),
                usage,
                advice(ending, spec.limits(), state.duration(), usage));
    }

    private static RunEnding ending(RunState state, RunEnding stopped, String output) {
        if (state.isNew() || INIT_FAILED.matcher(output).find()) {
            return state.exitCode() == NOT_EXECUTABLE ? RunEnding.NOT_EXECUTABLE : RunEnding.NO_SUCH_COMMAND;
        }
        if (stopped == RunEnding.FINISHED && state.outOfMemory()) {
            return RunEnding.CHILD_OUT_OF_MEMORY;
        }
        if (stopped != null) {
            return stopped;
        }
        if (state.outOfMemory()) {
            return state.exitCode() == SIGKILL ? RunEnding.OUT_OF_MEMORY : RunEnding.CHILD_OUT_OF_MEMORY;
        }
        return state.exitCode() == SIGKILL ? RunEnding.KILLED : RunEnding.EXITED;
    }

    private static String explanation(RunEnding ending, RunEnding stopped, RunSpec spec, RunState state) {
        ResourceLimits limits = spec.limits();
        return switch (ending) {
            case EXITED -> state.exitCode() == 0 ? "exit code 0" : "failed: exit code " + state.exitCode();
            case OUT_OF_MEMORY -> "killed: memory limit " + limits.memory() + " reached";
            case CHILD_OUT_OF_MEMORY ->
                "a process in the container was killed: memory limit " + limits.memory() + " reached"
                        + (stopped == RunEnding.FINISHED ? "" : "; exit code " + state.exitCode());
            case TIME_LIMIT ->
                "stopped: time limit " + TimeLimit.text(spec.stop().time()) + " reached";
            case OUTPUT_LIMIT -> "stopped: output limit " + spec.stop().output() + " reached";
            case STOPPED -> "stopped on request; exit code " + state.exitCode();
            case FINISHED -> "done";
            case KILLED -> "killed by signal 9; the Docker Engine reports no memory limit";
            case NO_SUCH_COMMAND -> "no such command in the image " + Refusal.quoted(spec.image());
            case NOT_EXECUTABLE -> "the command cannot be executed in the image " + Refusal.quoted(spec.image());
        };
    }

    private static List<String> advice(RunEnding ending, ResourceLimits limits, Duration duration, RunUsage usage) {
        List<String> advice = new ArrayList<>();
        boolean inMemory = ending != RunEnding.OUT_OF_MEMORY && ending != RunEnding.CHILD_OUT_OF_MEMORY;
        boolean tooLarge = usage.peakMemory() > 0
                && usage.highestMemory() * UNUSED_FACTOR < limits.memory().bytes();
        if (inMemory && tooLarge && duration.compareTo(ADVICE_FROM) >= 0) {
            advice.add("the memory limit " + limits.memory() + " is more than twice the peak memory of "
                    + new MemorySize(usage.highestMemory()).rounded());
        }
        if (usage.periods() >= ADVICE_PERIODS && usage.throttled() > ADVICE_THROTTLED) {
            advice.add(String.format(
                    Locale.ROOT,
                    "throttled most of the time (%.0f %%): a higher limit than cpus %s would make the run faster",
                    100 * usage.throttled(),
                    limits.cpus()));
        }
        return advice;
    }

    /** Returns a summary of the resource usage, one line. */
    private static String summary(ResourceLimits limits, Duration duration, RunUsage usage) {
        String memory = usage.peakMemory() == 0
                ? "memory not measured"
                : "peak memory " + new MemorySize(usage.peakMemory()).rounded();
        return String.format(
                Locale.ROOT,
                "ran %s; %s of %s; CPU time %s with cpus %s, throttled %.0f %%",
                seconds(duration),
                memory,
                limits.memory(),
                usage.cpu().isZero() ? "not measured" : seconds(usage.cpu()),
                limits.cpus(),
                100 * usage.throttled());
    }

    private static String seconds(Duration time) {
        return time.toMinutes() > 0
                ? String.format(Locale.ROOT, "%d min %d s", time.toMinutes(), time.toSecondsPart())
                : String.format(Locale.ROOT, time.toMillis() < 1000 ? "%.2f s" : "%.1f s", time.toMillis() / 1000.0);
    }
}
