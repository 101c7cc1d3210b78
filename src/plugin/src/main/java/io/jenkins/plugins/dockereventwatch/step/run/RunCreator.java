package io.jenkins.plugins.dockereventwatch.step.run;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.dockereventwatch.image.reference.ImageReference;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.RegistryCredentials;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.policy.LimitedRunConfiguration;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Creates the run of a step on the step's agent, after checking the image policy and removing orphaned runs. */
final class RunCreator {

    private static final Logger LOG = Logger.getLogger(RunCreator.class.getName());

    private final StepContext context;
    private final StepRequest request;

    RunCreator(StepContext context, StepRequest request) {
        this.context = context;
        this.request = request;
    }

    /**
     * Creates the run without starting it.
     *
     * @throws AbortException if the run is denied or cannot be created, with a message for the user
     */
    RunHandle create(FilePath workspace, AgentDocker docker) throws IOException, InterruptedException {
        String image = request.run().image();
        Optional<Refusal> refusal =
                ImageGate.of(ImagePolicyConfiguration.get().usablePolicy()).refusal(image);
        if (refusal.isPresent()) {
            throw new AbortException("refused: " + refusal.get());
        }
        Run<?, ?> build = context.get(Run.class);
        EnvVars environment = context.get(EnvVars.class);
        reap(workspace, docker);
        CreateRun.Created created = workspace.act(new CreateRun(
                docker,
                request.run(),
                LimitedRunConfiguration.get().policy(),
                BuildRunOwner.of(build, environment.getOrDefault("NODE_NAME", "")),
                credentials(build, image),
                request.agentContext(environment, temporary(workspace))));
        PrintStream log = context.get(TaskListener.class).getLogger();
        created.progress().forEach(line -> log.println(LimitedRunExecution.LOG_PREFIX + line));
        if (created.run() == null) {
            throw new AbortException(created.error());
        }
        return created.run();
    }

    private static String temporary(FilePath workspace) {
        FilePath beside = WorkspaceList.tempDir(workspace);
        return beside == null ? "" : beside.getRemote();
    }

    private static void reap(FilePath workspace, AgentDocker docker) throws InterruptedException {
        try {
            BuildRunOwner.reap(workspace, docker);
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "Failed to remove the containers of ended builds; retrying later");
        }
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
}
