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

/** The Pipeline step {@code limitedDockerRun}: runs a container within limits, where the step stands. */
public final class LimitedDockerRunStep extends LimitedStep {

    private List<String> command = new ArrayList<>();
    private boolean returnStatus;
    private boolean returnStdout;

    /**
     * A run of an image, of what the image says.
     *
     * @param image as {@code docker run} takes it
     */
    @DataBoundConstructor
    public LimitedDockerRunStep(String image) {
        super(image);
    }

    /** The program and its arguments, or the arguments of the image's entry point; empty: what the image says. */
    public List<String> getCommand() {
        return List.copyOf(command);
    }

    /** Sets it. */
    @DataBoundSetter
    public void setCommand(List<String> command) {
        this.command = command == null ? new ArrayList<>() : new ArrayList<>(command);
    }

    /** How much it may print; empty: the default. */
    public String getOutputLimit() {
        return get(RunOption.OUTPUT_LIMIT);
    }

    /** Sets it. */
    @DataBoundSetter
    public void setOutputLimit(String outputLimit) {
        set(RunOption.OUTPUT_LIMIT, outputLimit);
    }

    /** Replaces the image's entry point; empty: it stays. */
    public String getEntrypoint() {
        return get(RunOption.ENTRYPOINT);
    }

    /** Sets it. */
    @DataBoundSetter
    public void setEntrypoint(String entrypoint) {
        set(RunOption.ENTRYPOINT, entrypoint);
    }

    /** Whether the step gives back the exit code instead of failing. */
    public boolean isReturnStatus() {
        return returnStatus;
    }

    /** Sets it. */
    @DataBoundSetter
    public void setReturnStatus(boolean returnStatus) {
        this.returnStatus = returnStatus;
    }

    /** Whether the step gives back standard output instead of printing it. */
    public boolean isReturnStdout() {
        return returnStdout;
    }

    /** Sets it. */
    @DataBoundSetter
    public void setReturnStdout(boolean returnStdout) {
        this.returnStdout = returnStdout;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (returnStatus && returnStdout) {
            throw new AbortException(Messages.LimitedDockerRunStep_OneResult());
        }
        StepRequest.Giving giving = returnStatus
                ? StepRequest.Giving.STATUS
                : returnStdout ? StepRequest.Giving.OUTPUT : StepRequest.Giving.NOTHING;
        return new LimitedDockerRunExecution(
                context,
                new StepRequest(
                        new RunRequest(getImage(), command, options(), false, false), getCredentialsId(), giving));
    }

    /** How it is written and entered. */
    @Extension
    public static final class DescriptorImpl extends LimitedStepDescriptor {

        /** The one there is. */
        public DescriptorImpl() {
            super(List.of("command"));
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
