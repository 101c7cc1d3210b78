package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code limitedDockerRun}: runs a limited container on the step's agent. */
public final class LimitedDockerRunStep extends LimitedStep {

    private List<String> command = new ArrayList<>();
    private boolean returnStatus;
    private boolean returnStdout;

    /**
     * Creates a step that runs the default command of an image.
     *
     * @param image the image reference, as {@code docker run} accepts it
     */
    @DataBoundConstructor
    public LimitedDockerRunStep(String image) {
        super(image);
    }

    public List<String> getCommand() {
        return List.copyOf(command);
    }

    @DataBoundSetter
    public void setCommand(List<String> command) {
        this.command = command == null ? new ArrayList<>() : new ArrayList<>(command);
    }

    public String getOutputLimit() {
        return get(RunOption.OUTPUT_LIMIT);
    }

    @DataBoundSetter
    public void setOutputLimit(String outputLimit) {
        set(RunOption.OUTPUT_LIMIT, outputLimit);
    }

    public String getEntrypoint() {
        return get(RunOption.ENTRYPOINT);
    }

    @DataBoundSetter
    public void setEntrypoint(String entrypoint) {
        set(RunOption.ENTRYPOINT, entrypoint);
    }

    public boolean isReturnStatus() {
        return returnStatus;
    }

    @DataBoundSetter
    public void setReturnStatus(boolean returnStatus) {
        this.returnStatus = returnStatus;
    }

    public boolean isReturnStdout() {
        return returnStdout;
    }

    @DataBoundSetter
    public void setReturnStdout(boolean returnStdout) {
        this.returnStdout = returnStdout;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (returnStatus && returnStdout) {
            throw new AbortException(Messages.LimitedDockerRunStep_OneResult());
        }
        StepRequest.ReturnValue value = returnStatus
                ? StepRequest.ReturnValue.STATUS
                : returnStdout ? StepRequest.ReturnValue.OUTPUT : StepRequest.ReturnValue.NOTHING;
        return new LimitedDockerRunExecution(
                context,
                new StepRequest(
                        new RunRequest(getImage(), command, options(), false, false), getCredentialsId(), value));
    }

    @Extension
    public static final class DescriptorImpl extends LimitedStepDescriptor {

        public DescriptorImpl() {
            super("command");
        }

        @Override
        public String getFunctionName() {
            return "limitedDockerRun";
        }

        @Override
        public String getDisplayName() {
            return Messages.LimitedDockerRunStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, EnvVars.class, FilePath.class);
        }
    }
}
