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
 * A step that does its work in a thread of its own, and takes it up again after a restart of the controller. While
 * Jenkins goes down its thread ends without a word, so that what it then fails with does not become the step's result.
 */
public abstract class BackgroundStepExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private transient volatile Future<?> task;

    /** Whether the step was to be stopped: its thread must no longer say how it ended. */
    private transient volatile boolean stopped;

    /** Whether Jenkins goes down: nothing is done any more that would not be known afterwards. */
    private transient boolean suspended;

    /** In a context. */
    protected BackgroundStepExecution(StepContext context) {
        super(context);
    }

    /**
     * Does the work, from where it was left.
     *
     * @param resumed whether Jenkins was restarted meanwhile
     * @return the step's result
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

    /** Something that is done as a whole. */
    @FunctionalInterface
    protected interface Whole {

        /** Does it. */
        void run() throws IOException;
    }

    /**
     * Does something that Jenkins, going down, must not tear apart.
     *
     * @throws InterruptedException if Jenkins goes down already; nothing was done then
     */
    protected final synchronized void asAWhole(Whole work) throws IOException, InterruptedException {
        if (suspended) {
            throw new InterruptedException("Jenkins is shutting down");
        }
        work.run();
    }

    /** Jenkins goes down: ends the thread, after what it does as a whole. */
    final void suspend() {
        synchronized (this) {
            suspended = true;
        }
        if (task != null) {
            task.cancel(true);
        }
    }

    /** Does something beside, without holding up the Pipeline. */
    protected static void inBackground(Runnable work) {
        Computer.threadPoolForRemoting.submit(work);
    }

    /**
     * The workspace that the step stands in; null: it stands in none.
     *
     * @param patience for how long to wait for an agent that has yet to come back
     */
    protected final FilePath workspace(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return getContext().get(FilePath.class);
            } catch (IOException e) {
                if (System.nanoTime() >= deadline) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }
}
