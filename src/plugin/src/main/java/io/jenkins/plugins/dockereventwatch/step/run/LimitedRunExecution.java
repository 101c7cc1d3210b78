package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.step.BackgroundStepExecution;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A step with a limited run. Its record is saved in the build's folder, so that the step resumes after a restart of the
 * controller or when an agent reconnects.
 */
abstract class LimitedRunExecution extends BackgroundStepExecution {

    static final String SAYS = "docker-event-watch: ";

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = Logger.getLogger(LimitedRunExecution.class.getName());
    private static final Duration AS_LONG_AS_THE_BUILD = Duration.ofDays(3650);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final StepRequest plan;
    private final String id = UUID.randomUUID().toString();
    private transient volatile RunFollower follower;

    LimitedRunExecution(StepContext context, StepRequest plan) {
        super(context);
        this.plan = plan;
    }

    /** Returns why the run must be stopped, or null to continue. */
    abstract RunEnding stopReason();

    /** Called when the run is followed, also each time it is followed again. */
    abstract void following(AgentDocker docker, RunHandle run) throws IOException, InterruptedException;

    /** Called when the run has ended, before its container is removed. */
    abstract void ended(RunResult result) throws InterruptedException;

    /** Called when the run cannot be followed any more. */
    abstract void failed(AbortException trouble) throws InterruptedException;

    /** Returns the result of the step, or throws its failure. */
    abstract Object given(RunResult result, RunRecord record) throws Exception;

    final StepRequest plan() {
        return plan;
    }

    final RunFollower follower() {
        return follower;
    }

    @Override
    protected final Object run(boolean resumed) throws Exception {
        FilePath workspace = workspace(resumed ? AS_LONG_AS_THE_BUILD : Duration.ZERO);
        Run<?, ?> build = getContext().get(Run.class);
        RunRecord record = record(build);
        AgentDocker docker = new AgentDocker(getContext().get(EnvVars.class));
        Optional<RunHandle> before = record.handle();
        RunHandle run;
        if (before.isPresent()) {
            run = before.get();
        } else {
            run = new RunCreator(getContext(), plan).create(workspace, docker);
            record.keep(run);
        }
        RunResult result;
        try {
            result = follow(docker, run, record);
        } catch (AbortException | UnkeptException e) {
            remove(docker, run);
            failed(e instanceof AbortException trouble ? trouble : new AbortException(e.getMessage()));
            asAWhole(record::delete);
            throw e;
        }
        ended(result);
        LimitedRunsAction.of(build).add(new LimitedRunRow(id, run, result));
        build.save();
        remove(docker, run);
        try {
            PrintStream log = log();
            log.println(SAYS + result.summary());
            result.advice().forEach(line -> log.println(SAYS + line));
            return given(result, record);
        } finally {
            record.delete();
        }
    }

    private RunRecord record(Run<?, ?> build) {
        return new RunRecord(build.getRootDir().toPath(), id);
    }

    /** Follows the run to its end, and reconnects if the connection to the agent is lost. */
    private RunResult follow(AgentDocker docker, RunHandle run, RunRecord record) throws Exception {
        boolean lost = false;
        while (true) {
            try {
                RunFollower open = workspace(AS_LONG_AS_THE_BUILD).act(new FollowRun(docker, run, record.cursor()));
                follower = open;
                if (stopReason() != null) {
                    open.stop(stopReason());
                }
                if (lost) {
                    log().println(SAYS + "reconnected to the agent; the run continues");
                    lost = false;
                }
                following(docker, run);
                return followToEnd(open, record);
            } catch (AbortException | UnkeptException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.FINE, e, () -> "run " + run.run() + " cannot be followed at present; retrying");
                if (stopReason() == RunEnding.STOPPED) {
                    throw new AbortException("the agent is unreachable; the container will be removed later");
                }
                if (!lost) {
                    log().println(SAYS + "lost the connection to the agent; the container keeps running");
                    lost = true;
                }
            } finally {
                follower = null;
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private RunResult followToEnd(RunFollower open, RunRecord record) throws IOException, InterruptedException {
        OutputPrinter printer = new OutputPrinter(record, plan.result() == StepRequest.Giving.OUTPUT);
        try {
            while (true) {
                RunProgress news = open.next();
                try {
                    asAWhole(() -> printer.print(news, log()));
                } catch (IOException e) {
                    throw new UnkeptException(e);
                }
                if (!news.trouble().isEmpty()) {
                    throw new AbortException(news.trouble());
                }
                if (news.result() != null) {
                    return news.result();
                }
            }
        } catch (InterruptedException e) {
            open.leave();
            throw e;
        }
    }

    final PrintStream log() throws IllegalStateException {
        try {
            return getContext().get(TaskListener.class).getLogger();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("Failed to write the build log", e);
        }
    }

    /** Stops the run if it is followed; otherwise it is stopped when it is followed again. */
    final void stopFollowed() {
        RunFollower open = follower;
        RunEnding why = stopReason();
        if (open == null || why == null) {
            return;
        }
        inBackground(() -> {
            try {
                open.stop(why);
            } catch (RuntimeException e) {
                // the connection has just been lost
                LOG.log(Level.FINE, e, () -> "Failed to stop the run; retrying");
            }
        });
    }

    private void remove(AgentDocker docker, RunHandle run) throws InterruptedException {
        try {
            workspace(Duration.ZERO).act(new RemoveRun(docker, run));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Container will be removed later: " + run.container());
        }
    }

    /** Ends the step immediately and removes the container in the background. */
    final void giveUp(Throwable cause) throws Exception {
        super.stop(cause);
        inBackground(() -> {
            try {
                RunRecord record = record(getContext().get(Run.class));
                Optional<RunHandle> run = record.handle();
                if (run.isPresent()) {
                    remove(new AgentDocker(getContext().get(EnvVars.class)), run.get());
                }
                record.delete();
            } catch (IOException | InterruptedException e) {
                LOG.log(Level.FINE, e, () -> "Container will be removed later");
            }
        });
    }

    @Override
    public String getStatus() {
        return follower == null ? "waiting for the agent or the image" : "the container is running";
    }

    /** The controller failed to save output of the run. Unlike a lost agent, this is not retried. */
    private static final class UnkeptException extends IOException {

        private static final long serialVersionUID = 1L;

        UnkeptException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
