package io.jenkins.plugins.dockereventwatch.limitedrun;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.dockereventwatch.image.ImageReference;
import io.jenkins.plugins.dockereventwatch.imagecheck.ImagePolicyConfiguration;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.OutputChannel;
import io.jenkins.plugins.dockereventwatch.run.Refusal;
import io.jenkins.plugins.dockereventwatch.run.RegistryCredentials;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.step.BackgroundStepExecution;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * One run. What must not be lost is kept in the build's folder: after a restart of the controller, or when an agent has
 * come back, the run is taken up again where it was.
 */
final class LimitedDockerRunExecution extends BackgroundStepExecution {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = Logger.getLogger(LimitedDockerRunExecution.class.getName());
    private static final String SAYS = "docker-event-watch: ";
    private static final Duration AS_LONG_AS_THE_BUILD = Duration.ofDays(3650);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int EXIT_STOPPED = 124;

    private final RunPlan plan;
    private final String id = UUID.randomUUID().toString();

    /** Why the run was asked to stop; null: it was not. */
    private volatile Throwable stopCause;

    private transient volatile RunFollower follower;

    LimitedDockerRunExecution(StepContext context, RunPlan plan) {
        super(context);
        this.plan = plan;
    }

    @Override
    protected Object run(boolean resumed) throws Exception {
        FilePath workspace = workspace(resumed ? AS_LONG_AS_THE_BUILD : Duration.ZERO);
        Run<?, ?> build = getContext().get(Run.class);
        RunRecord record = new RunRecord(build.getRootDir().toPath(), id);
        AgentDocker docker = new AgentDocker(getContext().get(EnvVars.class));
        Optional<RunHandle> before = record.handle();
        RunHandle run = before.isPresent() ? before.get() : create(workspace, docker, build, record);
        RunResult result;
        try {
            result = follow(docker, run, record);
        } catch (AbortException | UnkeptException e) {
            remove(docker, run);
            throw e;
        }
        LimitedRunsAction.of(build).add(new LimitedRunRow(id, run, result));
        build.save();
        remove(docker, run);
        Object given = given(result, record);
        record.delete();
        return given;
    }

    private RunHandle create(FilePath workspace, AgentDocker docker, Run<?, ?> build, RunRecord record)
            throws IOException, InterruptedException {
        String image = plan.request().image();
        Optional<Refusal> refusal =
                ImageGate.of(ImagePolicyConfiguration.get().policy()).refusal(image);
        if (refusal.isPresent()) {
            throw new AbortException("refused: " + refusal.get());
        }
        EnvVars environment = getContext().get(EnvVars.class);
        reap(workspace, docker);
        CreateRun.Created created = workspace.act(new CreateRun(
                docker,
                plan.request(),
                LimitedRunConfiguration.get().policy(),
                BuildOwner.of(build, environment.getOrDefault("NODE_NAME", "")),
                credentials(build, image),
                environment));
        created.progress().forEach(line -> log().println(SAYS + line));
        if (created.run() == null) {
            throw new AbortException(created.trouble());
        }
        record.keep(created.run());
        return created.run();
    }

    private static void reap(FilePath workspace, AgentDocker docker) throws InterruptedException {
        try {
            BuildOwner.reap(workspace, docker);
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "what ended builds left behind cannot be removed for now");
        }
    }

    private RegistryCredentials credentials(Run<?, ?> build, String image) throws AbortException {
        if (plan.credentialsId().isEmpty()) {
            return null;
        }
        StandardUsernamePasswordCredentials found = CredentialsProvider.findCredentialById(
                plan.credentialsId(), StandardUsernamePasswordCredentials.class, build);
        if (found == null) {
            throw new AbortException(Messages.LimitedStep_NoCredentials(plan.credentialsId()));
        }
        String registry = ImageReference.parse(image).domain();
        return new RegistryCredentials(
                found.getUsername(),
                found.getPassword().getPlainText(),
                registry.equals(ImageReference.DOCKER_HUB) ? "" : registry);
    }

    /** Follows it to its end, over lost connections to the agent. */
    private RunResult follow(AgentDocker docker, RunHandle run, RunRecord record) throws Exception {
        boolean lost = false;
        while (true) {
            try {
                RunFollower open = workspace(AS_LONG_AS_THE_BUILD).act(new FollowRun(docker, run, record.cursor()));
                follower = open;
                if (stopCause != null) {
                    open.stop();
                }
                if (lost) {
                    log().println(SAYS + "the agent is back; the run goes on");
                    lost = false;
                }
                return followToEnd(open, record);
            } catch (AbortException | UnkeptException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.FINE, e, () -> "run " + run.run() + " cannot be followed for now");
                if (stopCause != null) {
                    throw asException(stopCause);
                }
                if (!lost) {
                    log().println(SAYS + "the connection to the agent is lost; the container goes on");
                    lost = true;
                }
            } finally {
                follower = null;
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private RunResult followToEnd(RunFollower open, RunRecord record) throws IOException, InterruptedException {
        try {
            while (true) {
                RunNews news = open.next();
                try {
                    asAWhole(() -> print(news, record));
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

    private void print(RunNews news, RunRecord record) throws IOException {
        if (news.pieces().isEmpty()) {
            return;
        }
        PrintStream log = log();
        long at = record.cursor().out();
        for (RunNews.Piece piece : news.pieces()) {
            byte[] bytes = piece.bytes();
            if (plan.result() == RunPlan.Giving.OUTPUT && piece.channel() == OutputChannel.OUT) {
                record.append(at, bytes);
                at += bytes.length;
            } else {
                log.write(bytes, 0, bytes.length);
                if (news.result() != null && bytes[bytes.length - 1] != '\n') {
                    log.println();
                }
            }
        }
        log.flush();
        record.keep(news.after());
    }

    private Object given(RunResult result, RunRecord record) throws Exception {
        PrintStream log = log();
        log.println(SAYS + result.summary());
        result.advice().forEach(line -> log.println(SAYS + line));
        if (stopCause != null) {
            throw asException(stopCause);
        }
        if (plan.result() == RunPlan.Giving.STATUS) {
            if (!result.isSuccess()) {
                log.println(SAYS + result.explanation());
            }
            return result.isSuccess() || result.exitCode() != 0 ? result.exitCode() : EXIT_STOPPED;
        }
        if (!result.isSuccess()) {
            throw new AbortException(result.explanation());
        }
        if (!result.explanation().equals("exit code 0")) {
            log.println(SAYS + result.explanation());
        }
        return plan.result() == RunPlan.Giving.OUTPUT ? record.output() : null;
    }

    private static Exception asException(Throwable cause) {
        return cause instanceof Exception exception ? exception : new IOException(cause);
    }

    private void remove(AgentDocker docker, RunHandle run) throws InterruptedException {
        try {
            workspace(Duration.ZERO).act(new RemoveRun(docker, run));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "a container is left to be removed later: " + run.container());
        }
    }

    private PrintStream log() throws IllegalStateException {
        try {
            return getContext().get(TaskListener.class).getLogger();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the build's log cannot be written", e);
        }
    }

    /** Stops the run and waits for its end; asked a second time, or where nothing is to be waited for, at once. */
    @Override
    public void stop(Throwable cause) throws Exception {
        RunFollower open = follower;
        if (stopCause != null || open == null) {
            super.stop(cause);
            inBackground(this::removeAtOnce);
            return;
        }
        stopCause = cause;
        inBackground(() -> {
            try {
                open.stop();
            } catch (RuntimeException e) {
                // the connection was lost just now: the run is stopped when the agent is back
                LOG.log(Level.FINE, e, () -> "a run cannot be stopped for now");
            }
        });
    }

    private void removeAtOnce() {
        try {
            Run<?, ?> build = getContext().get(Run.class);
            RunRecord record = new RunRecord(build.getRootDir().toPath(), id);
            Optional<RunHandle> run = record.handle();
            if (run.isPresent()) {
                remove(new AgentDocker(getContext().get(EnvVars.class)), run.get());
            }
            record.delete();
        } catch (IOException | InterruptedException e) {
            LOG.log(Level.FINE, e, () -> "a container is left to be removed later");
        }
    }

    @Override
    public String getStatus() {
        return follower == null ? "waits for the agent or the image" : "the container runs";
    }

    /** The controller cannot keep what the run printed: that is no loss of the agent, and not tried again. */
    private static final class UnkeptException extends IOException {

        private static final long serialVersionUID = 1L;

        UnkeptException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
