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
 * The Pipeline step {@code withLimitedContainer}: what the steps of its block start runs in one container within limits,
 * where the step stands.
 */
public final class LimitedContainerStep extends LimitedStep {

    /**
     * Waits; goes on where a sleep is killed, be it for memory. What starts it is what a shell step needs, too. The end of
     * the block is a good end, with exit code 0, lest each be alerted as the death of a container.
     */
    private static final List<String> IDLE =
            List.of("-c", "trap 'exit 0' TERM; while sleep 86400 & wait $! || [ $? -gt 128 ]; do :; done");

    /**
     * A container of an image, whose own command and entry point are not run.
     *
     * @param image as {@code docker run} takes it
     */
    @DataBoundConstructor
    public LimitedContainerStep(String image) {
        super(image);
    }

    /** The container that idles. */
    RunRequest request() {
        return new RunRequest(getImage(), IDLE, options().with(RunOption.ENTRYPOINT, "sh"), false, false);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new LimitedContainerExecution(
                context, new StepRequest(request(), getCredentialsId(), StepRequest.Giving.BLOCK));
    }

    /** How it is written and entered. */
    @Extension
    public static final class DescriptorImpl extends LimitedStepDescriptor {

        /** The one there is. */
        public DescriptorImpl() {
            super(List.of());
        }

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
