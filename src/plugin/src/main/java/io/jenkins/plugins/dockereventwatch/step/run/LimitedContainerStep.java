package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * The Pipeline step {@code withLimitedContainer}: runs the commands of its block in one limited container on the step's
 * agent.
 */
public final class LimitedContainerStep extends LimitedStep {

    /**
     * Idles, and continues if its {@code sleep} is killed, for example out of memory. Uses only programs that a shell
     * step needs too. Exits with code 0 at the end of the block, so that the end of a block does not cause an alert.
     */
    private static final List<String> IDLE =
            List.of("-c", "trap 'exit 0' TERM; while sleep 86400 & wait $! || [ $? -gt 128 ]; do :; done");

    /**
     * Creates a step with an image. The command and entry point of the image are not run.
     *
     * @param image the image reference, as {@code docker run} accepts it
     */
    @DataBoundConstructor
    public LimitedContainerStep(String image) {
        super(image);
    }

    /** Returns the request for the idle container. */
    RunRequest request() {
        return new RunRequest(getImage(), IDLE, options().with(RunOption.ENTRYPOINT, "sh"), false, false);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new LimitedContainerExecution(
                context, new StepRequest(request(), getCredentialsId(), StepRequest.ReturnValue.BLOCK));
    }

    @Extension
    public static final class DescriptorImpl extends LimitedStepDescriptor {

        @Override
        public String getFunctionName() {
            return "withLimitedContainer";
        }

        @Override
        public String getDisplayName() {
            return Messages.LimitedContainerStep_DisplayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, EnvVars.class, FilePath.class, Launcher.class);
        }
    }
}
