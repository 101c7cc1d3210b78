package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.AbortException;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs one command in a container. The step ends with the command. */
final class LimitedDockerRunExecution extends LimitedRunExecution {

    private static final long serialVersionUID = 1L;

    private static final int EXIT_STOPPED = 124;

    /** Why the run was asked to stop, or null if it was not. */
    private volatile Throwable stopCause;

    LimitedDockerRunExecution(StepContext context, StepRequest plan) {
        super(context, plan);
    }

    @Override
    RunEnding stopReason() {
        return stopCause == null ? null : RunEnding.STOPPED;
    }

    @Override
    void following(AgentDocker docker, RunHandle run) {
        // the command was started with the container
    }

    @Override
    void ended(RunResult result) {
        // nothing else runs
    }

    @Override
    void failed(AbortException trouble) {
        // nothing else runs
    }

    @Override
    Object given(RunResult result, RunRecord record) throws Exception {
        if (stopCause != null) {
            throw asException(stopCause);
        }
        StepRequest.Giving giving = plan().result();
        if (giving == StepRequest.Giving.STATUS) {
            if (!result.isSuccess()) {
                log().println(SAYS + result.explanation());
            }
            return result.isSuccess() || result.exitCode() != 0 ? result.exitCode() : EXIT_STOPPED;
        }
        if (!result.isSuccess()) {
            throw new AbortException(result.explanation());
        }
        if (!result.explanation().equals("exit code 0")) {
            log().println(SAYS + result.explanation());
        }
        return giving == StepRequest.Giving.OUTPUT ? record.output() : null;
    }

    private static Exception asException(Throwable cause) {
        return cause instanceof Exception exception ? exception : new IOException(cause);
    }

    /** Stops the run and waits for its end. Ends the step immediately when called again, or if no run is followed. */
    @Override
    public void stop(Throwable cause) throws Exception {
        if (stopCause != null || follower() == null) {
            giveUp(cause);
            return;
        }
        stopCause = cause;
        stopFollowed();
    }
}
