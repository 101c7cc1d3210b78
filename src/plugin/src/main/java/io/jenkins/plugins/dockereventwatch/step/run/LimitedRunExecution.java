package io.jenkins.plugins.dockereventwatch.step.run;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.dockereventwatch.build.BuildEntry;
import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.RegistryCredentials;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.policy.LimitedRunConfiguration;
import io.jenkins.plugins.dockereventwatch.step.BackgroundStepExecution;
import io.jenkins.plugins.dockereventwatch.step.InWorkspace;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import io.jenkins.plugins.dockereventwatch.step.container.ControlFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
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

    static final String LOG_PREFIX = "docker-event-watch: ";

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = Logger.getLogger(LimitedRunExecution.class.getName());

    /** Ten years, in effect no limit: a run continues while its agent is away. */
    private static final Duration AGENT_TIMEOUT = Duration.ofDays(3650);

    private final StepRequest request;
    private final String id = UUID.randomUUID().toString();
    private transient volatile RunFollower follower;

    LimitedRunExecution(StepContext context, StepRequest request) {
        super(context);
        this.request = request;
    }

    /** Returns why the run must be stopped, or null to continue. */
    abstract RunEnding stopReason();

    /** Called when the run is followed, also each time it is followed again. */
    void onFollow(AgentDocker docker, RunHandle run, ControlFolder control) throws IOException, InterruptedException {}

    /** Called when the run has ended, before its container is removed. */
    void onEnd(RunResult result) throws InterruptedException {}

    /** Called when the run cannot be followed any more. */
    void onFailure(AbortException failure) throws InterruptedException {}

    /** Returns the result of the step, or throws its failure. */
    abstract Object result(RunResult result, RunRecord record) throws Exception;

    final StepRequest request() {
        return request;
    }

    final RunFollower follower() {
        return follower;
    }

    @Override
    protected final Object run(boolean resumed) throws Exception {
        FilePath workspace = workspace(resumed ? AGENT_TIMEOUT : Duration.ZERO);
        Run<?, ?> build = getContext().get(Run.class);
        RunRecord record = record(build);
        AgentDocker docker = new AgentDocker(getContext().get(EnvVars.class));
        Optional<RunHandle> before = record.handle();
        RunHandle run;
        if (before.isPresent()) {
            run = before.get();
        } else {
            run = create(build, workspace, docker);
            record.keep(run);
        }
        RunResult result;
        try {
            result = follow(docker, run, record);
        } catch (AbortException | UnkeptException e) {
            remove(docker, run);
            onFailure(e instanceof AbortException failure ? failure : new AbortException(e.getMessage()));
            uninterrupted(record::delete);
            throw e;
        }
        onEnd(result);
        BuildEntry.of(build, LimitedRunsAction.class, LimitedRunsAction::new).add(new LimitedRunRow(id, run, result));
        build.save();
        remove(docker, run);
        try {
            PrintStream log = log();
            log.println(LOG_PREFIX + result.summary());
            result.advice().forEach(line -> log.println(LOG_PREFIX + line));
            return result(result, record);
        } finally {
            record.delete();
        }
    }

    /**
     * Creates the run without starting it, after removing orphaned runs. The image policy is applied to the name of the
     * image before, and to the image of the container after the creation; a container that is not allowed is removed.
     */
    private RunHandle create(Run<?, ?> build, FilePath workspace, AgentDocker docker)
            throws IOException, InterruptedException {
        String image = request.run().image();
        LimitPolicy limits = LimitedRunConfiguration.get().policy();
        ImageGate gate = ImageGate.of(ImagePolicyConfiguration.get().usablePolicy(), limits.undeterminedImages());
        abortIf(gate.beforePull(image));
        try {
            BuildRunOwner.reap(workspace, docker);
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "Failed to remove the containers of ended builds; retrying later");
        }
        EnvVars environment = getContext().get(EnvVars.class);
        ControlFolder control = control(workspace);
        CreateRun.AgentContext agent = new CreateRun.AgentContext(
                // the commands of a block get their environment individually
                request.isBlock() ? Map.of() : environment, InWorkspace.allocated(getContext()), control);
        CreateRun.Created created = workspace.act(InWorkspace.of(
                getContext(),
                control == null ? "" : control.temporary(),
                new CreateRun(
                        docker,
                        request.run(),
                        limits,
                        BuildRunOwner.of(build, environment.getOrDefault("NODE_NAME", "")),
                        credentials(build, image),
                        agent)));
        PrintStream log = log();
        created.progress().forEach(line -> log.println(LOG_PREFIX + line));
        if (created.run() == null) {
            throw new AbortException(created.error());
        }
        Optional<Refusal> refusal = gate.beforeStart(image, Optional.ofNullable(created.image()));
        if (refusal.isPresent()) {
            remove(docker, created.run());
        }
        abortIf(refusal);
        return created.run();
    }

    private static void abortIf(Optional<Refusal> refusal) throws AbortException {
        if (refusal.isPresent()) {
            throw new AbortException("refused: " + refusal.get());
        }
    }

    /** Returns the folder next to the workspace by which Jenkins controls the steps of a block; null for none. */
    final ControlFolder control(FilePath folder) throws IOException, InterruptedException {
        if (!request.isBlock()) {
            return null;
        }
        String allocated = InWorkspace.allocated(getContext());
        FilePath temporary = WorkspaceList.tempDir(new FilePath(folder.getChannel(), allocated));
        return new ControlFolder(temporary.getRemote(), "limited-container-" + id, allocated);
    }

    private RegistryCredentials credentials(Run<?, ?> build, String image) throws AbortException {
        if (request.credentialsId().isEmpty()) {
            return null;
        }
        StandardUsernamePasswordCredentials found = CredentialsProvider.findCredentialById(
                request.credentialsId(), StandardUsernamePasswordCredentials.class, build);
        if (found == null) {
            throw new AbortException(Messages.LimitedStep_NoCredentials(request.credentialsId()));
        }
        String registry = ImageReference.parse(image).domain();
        return new RegistryCredentials(
                found.getUsername(),
                found.getPassword().getPlainText(),
                registry.equals(ImageReference.DOCKER_HUB) ? "" : registry);
    }

    private RunRecord record(Run<?, ?> build) {
        return new RunRecord(build.getRootDir().toPath(), id);
    }

    /** Follows the run to its end, and reconnects if the connection to the agent is lost. */
    private RunResult follow(AgentDocker docker, RunHandle run, RunRecord record) throws Exception {
        boolean lost = false;
        while (true) {
            try {
                FilePath workspace = workspace(AGENT_TIMEOUT);
                ControlFolder control = control(workspace);
                RunFollower open = workspace.act(new FollowRun(docker, run, record.cursor(), control));
                follower = open;
                if (stopReason() != null) {
                    open.stop(stopReason());
                }
                if (lost) {
                    log().println(LOG_PREFIX + "reconnected to the agent; the run continues");
                    lost = false;
                }
                onFollow(docker, run, control);
                return followToEnd(open, record);
            } catch (AbortException | UnkeptException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.FINE, e, () -> "run " + run.run() + " cannot be followed at present; retrying");
                if (stopReason() == RunEnding.STOPPED) {
                    throw new AbortException("the agent is unreachable; the container will be removed later");
                }
                if (!lost) {
                    log().println(LOG_PREFIX + "lost the connection to the agent; the container keeps running");
                    lost = true;
                }
            } finally {
                follower = null;
            }
            awaitAgent();
        }
    }

    private RunResult followToEnd(RunFollower open, RunRecord record) throws IOException, InterruptedException {
        try {
            while (true) {
                RunProgress progress = open.next();
                try {
                    uninterrupted(() -> keep(progress, record));
                } catch (IOException e) {
                    throw new UnkeptException(e);
                }
                if (progress.result() != null) {
                    return progress.result();
                }
            }
        } catch (InterruptedException e) {
            open.leave();
            throw e;
        }
    }

    /** Writes output to the log or to the step's result, and records the position. */
    private void keep(RunProgress progress, RunRecord record) throws IOException {
        if (progress.pieces().isEmpty()) {
            return;
        }
        PrintStream log = log();
        long at = record.cursor().out();
        for (RunProgress.Piece piece : progress.pieces()) {
            byte[] bytes = piece.bytes();
            if (request.result() == StepRequest.ReturnValue.OUTPUT && piece.channel() == OutputChannel.OUT) {
                record.append(at, bytes);
                at += bytes.length;
            } else {
                log.write(bytes, 0, bytes.length);
                if (progress.result() != null && bytes[bytes.length - 1] != '\n') {
                    log.println();
                }
            }
        }
        log.flush();
        record.keep(progress.after());
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
        Computer.threadPoolForRemoting.submit(() -> {
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
            FilePath workspace = workspace(Duration.ZERO);
            workspace.act(new RemoveRun(docker, run, control(workspace)));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Container will be removed later: " + run.container());
        }
    }

    /** Ends the step immediately and removes the container in the background. */
    final void giveUp(Throwable cause) throws Exception {
        super.stop(cause);
        Computer.threadPoolForRemoting.submit(() -> {
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
