package io.jenkins.plugins.dockereventwatch.step;

import hudson.FilePath;
import hudson.model.Computer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A step that runs in its own thread and resumes after a restart of the controller. The thread ends silently when
 * Jenkins shuts down, so that errors caused by the shutdown do not become the result of the step.
 */
public abstract class BackgroundStepExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private static final Duration AGENT_POLL = Duration.ofSeconds(5);

    private transient volatile Future<?> task;

    /** True after {@link #stop}: the thread must not report a result any more. */
    private transient volatile boolean stopped;

    /** True once Jenkins shuts down: no work starts whose result could not be recorded. */
    private transient boolean suspended;

    protected BackgroundStepExecution(StepContext context) {
        super(context);
    }

    /**
     * Runs the step, from where it was interrupted if {@code resumed} is true.
     *
     * @param resumed whether the controller was restarted since the step started
     * @return the result of the step
     */
    protected abstract Object run(boolean resumed) throws Exception;

    @Override
    public final boolean start() {
        launch(false);
        return false;
    }

    @Override
    public final void onResume() {
        launch(true);
    }

    private void launch(boolean resumed) {
        RunningSteps running = RunningSteps.get();
        running.add(this);
        task = Computer.threadPoolForRemoting.submit(() -> {
            try {
                Object result = run(resumed);
                if (!stopped) {
                    getContext().onSuccess(result);
                }
            } catch (Exception | LinkageError e) {
                if (!stopped && !isGoingDown(e)) {
                    getContext().onFailure(e);
                }
            } finally {
                running.remove(this);
            }
        });
    }

    private static boolean isGoingDown(Throwable e) {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins == null
                || jenkins.isTerminating()
                || e instanceof InterruptedException && !(e instanceof FlowInterruptedException);
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        stopped = true;
        if (task != null) {
            task.cancel(true);
        }
        getContext().onFailure(cause);
    }

    /** An operation that a shutdown of Jenkins does not interrupt. */
    @FunctionalInterface
    protected interface Operation {

        void run() throws IOException;
    }

    /**
     * Runs an operation that a shutdown of Jenkins must not interrupt.
     *
     * @throws InterruptedException if Jenkins is shutting down; the operation was not run
     */
    protected final synchronized void uninterrupted(Operation work) throws IOException, InterruptedException {
        if (suspended) {
            throw new InterruptedException("Jenkins is shutting down");
        }
        work.run();
    }

    /** Interrupts the thread because Jenkins shuts down, after any operation of {@link #uninterrupted}. */
    final void suspend() {
        synchronized (this) {
            suspended = true;
        }
        if (task != null) {
            task.cancel(true);
        }
    }

    /**
     * Returns the workspace of the step, or null if the step has no workspace.
     *
     * @param timeout how long to wait for an agent to reconnect
     */
    protected final FilePath workspace(Duration timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                return getContext().get(FilePath.class);
            } catch (IOException e) {
                if (System.nanoTime() >= deadline) {
                    throw e;
                }
            }
            awaitAgent();
        }
    }

    /** Waits before another attempt to reach an agent: until one connects, but only for a few seconds. */
    protected static void awaitAgent() throws InterruptedException {
        RunningSteps.get().awaitAgent(AGENT_POLL);
    }
}
