package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.AbortException;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunResult;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs one command in a container. The step ends with the command. */
final class LimitedDockerRunExecution extends LimitedRunExecution {

    private static final long serialVersionUID = 1L;

    private static final int EXIT_CODE_STOPPED = 124;

    /** Why the run was asked to stop, or null if it was not. */
    private volatile Throwable stopCause;

    LimitedDockerRunExecution(StepContext context, StepRequest request) {
        super(context, request);
    }

    @Override
    RunEnding stopReason() {
        return stopCause == null ? null : RunEnding.STOPPED;
    }

    @Override
    Object result(RunResult result, RunRecord record) throws Exception {
        if (stopCause != null) {
            throw stopCause instanceof Exception exception ? exception : new IOException(stopCause);
        }
        StepRequest.ReturnValue value = request().result();
        if (value == StepRequest.ReturnValue.STATUS) {
            if (!result.isSuccess()) {
                log().println(LOG_PREFIX + result.explanation());
            }
            return result.isSuccess() || result.exitCode() != 0 ? result.exitCode() : EXIT_CODE_STOPPED;
        }
        if (!result.isSuccess()) {
            throw new AbortException(result.explanation());
        }
        if (!result.explanation().equals("exit code 0")) {
            log().println(LOG_PREFIX + result.explanation());
        }
        return value == StepRequest.ReturnValue.OUTPUT ? record.output() : null;
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
