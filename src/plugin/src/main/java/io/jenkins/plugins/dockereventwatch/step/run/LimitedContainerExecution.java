package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.AbortException;
import hudson.LauncherDecorator;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.step.container.AgentContainer;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import io.jenkins.plugins.dockereventwatch.step.container.ContainerLauncherDecorator;
import io.jenkins.plugins.dockereventwatch.step.container.ControlFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Runs an idle container and a block whose steps run their commands in it. The container ends with the block; if the
 * container ends first, the block is stopped.
 */
final class LimitedContainerExecution extends LimitedRunExecution {

    private static final long serialVersionUID = 1L;

    /** Longer than the 20 s that Jenkins gives an interrupted shell step. */
    private static final Duration BODY_TIMEOUT = Duration.ofMinutes(2);

    /** The endings that do not affect the result of the block. */
    private static final Set<RunEnding> SUCCESSFUL = Set.of(RunEnding.FINISHED, RunEnding.STOPPED);

    /** The block, or null if it was not started. */
    private BodyExecution body;

    private boolean bodyEnded;
    private Object value;
    private Throwable failure;

    /** Counted down when the block ends; null unless its end is awaited. */
    private transient CountDownLatch bodyEnd;

    LimitedContainerExecution(StepContext context, StepRequest request) {
        super(context, request);
    }

    @Override
    synchronized RunEnding stopReason() {
        return bodyEnded ? RunEnding.FINISHED : null;
    }

    @Override
    synchronized void onFollow(AgentDocker docker, RunHandle run, ControlFolder control)
            throws IOException, InterruptedException {
        if (body == null && !bodyEnded) {
            body = getContext()
                    .newBodyInvoker()
                    .withContext(BodyInvoker.mergeLauncherDecorators(
                            getContext().get(LauncherDecorator.class),
                            new ContainerLauncherDecorator(
                                    new AgentContainer(docker, run.container()),
                                    run.spec().command().workingDirectory(),
                                    control)))
                    .withContext(control)
                    .withCallback(new EndOfBody())
                    .start();
        }
    }

    /** Ends the step when its block ends. */
    private final class EndOfBody extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        @Override
        public void onSuccess(StepContext context, Object result) {
            bodyEnded(result, null);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            bodyEnded(null, t);
        }
    }

    private void bodyEnded(Object result, Throwable thrown) {
        synchronized (this) {
            bodyEnded = true;
            value = result;
            failure = thrown;
            if (bodyEnd != null) {
                bodyEnd.countDown();
            }
        }
        stopFollowed();
    }

    @Override
    void onEnd(RunResult result) throws InterruptedException {
        endBody(new AbortException(explanation(result)));
    }

    @Override
    void onFailure(AbortException failed) throws InterruptedException {
        endBody(failed);
    }

    /** Stops the block because its container has ended. */
    private void endBody(AbortException why) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        BodyExecution running;
        synchronized (this) {
            bodyEnd = end;
            running = runningBody();
        }
        if (running != null) {
            running.cancel(why);
            end.await(BODY_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized BodyExecution runningBody() {
        return bodyEnded ? null : body;
    }

    private static String explanation(RunResult result) {
        return switch (result.ending()) {
            case NO_SUCH_COMMAND, NOT_EXECUTABLE ->
                result.explanation() + ": withLimitedContainer needs the programs sh and sleep there";
            case EXITED -> "the container ended before its block: " + result.explanation();
            default -> result.explanation();
        };
    }

    @Override
    synchronized Object result(RunResult result, RunRecord record) throws Exception {
        boolean successful = SUCCESSFUL.contains(result.ending());
        if (failure == null && bodyEnded) {
            if (!successful) {
                log().println(LOG_PREFIX + explanation(result));
            }
            return value;
        }
        if (successful || failure instanceof FlowInterruptedException) {
            throw failure instanceof Exception exception ? exception : new IOException(failure);
        }
        String cause = failure == null
                        || failure.getMessage() == null
                        || failure.getMessage().equals(explanation(result))
                ? ""
                : "; " + failure.getMessage();
        AbortException explained = new AbortException(explanation(result) + cause);
        explained.initCause(failure);
        throw explained;
    }

    /** Stops the block, which then ends the container; without a block, ends the step immediately. */
    @Override
    public void stop(Throwable cause) throws Exception {
        BodyExecution running = runningBody();
        if (running == null || !running.cancel(cause)) {
            giveUp(cause);
        }
    }
}
