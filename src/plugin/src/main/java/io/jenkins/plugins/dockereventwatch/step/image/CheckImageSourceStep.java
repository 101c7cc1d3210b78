package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImageValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The Pipeline step {@code checkImageSource}: checks images by the policy of this Jenkins. */
public final class CheckImageSourceStep extends Step {

    private List<String> images = new ArrayList<>();
    private String dockerfile = "";
    private List<String> buildArgs = new ArrayList<>();
    private String composeFile = "";
    private List<String> composeFiles = new ArrayList<>();
    private String jenkinsfile = "";
    private String host = "";
    private String hostImages = HostImageSelection.RUNNING.word();
    private String onViolation = OnViolation.FAIL.word();
    private boolean allowUndetermined;
    private String sarifFile = "";
    private String junitFile = "";

    /** A check of nothing yet. */
    @DataBoundConstructor
    public CheckImageSourceStep() {}

    /** Images, as {@code docker pull} takes them. */
    public List<String> getImages() {
        return List.copyOf(images);
    }

    /** Sets the images. */
    @DataBoundSetter
    public void setImages(List<String> images) {
        this.images = FormText.entries(images, image -> {});
    }

    /** A Dockerfile in the workspace, whose images are checked; empty: none. */
    public String getDockerfile() {
        return dockerfile;
    }

    /** Sets the Dockerfile. */
    @DataBoundSetter
    public void setDockerfile(String dockerfile) {
        this.dockerfile = FormText.trimmed(dockerfile);
    }

    /** Build arguments of the Dockerfile, {@code NAME=VALUE}. */
    public List<String> getBuildArgs() {
        return List.copyOf(buildArgs);
    }

    /** Sets the build arguments. */
    @DataBoundSetter
    public void setBuildArgs(List<String> buildArgs) {
        this.buildArgs = FormText.entries(buildArgs, argument -> {});
    }

    /** A compose file in the workspace, whose images are checked; empty: none. */
    public String getComposeFile() {
        return composeFile;
    }

    /** Sets the compose file. */
    @DataBoundSetter
    public void setComposeFile(String composeFile) {
        this.composeFile = FormText.trimmed(composeFile);
    }

    /** Compose files in the workspace, each laid over those before it, {@link #getComposeFile} first. */
    public List<String> getComposeFiles() {
        return List.copyOf(composeFiles);
    }

    /** Sets the compose files that are laid over each other. */
    @DataBoundSetter
    public void setComposeFiles(List<String> composeFiles) {
        this.composeFiles = FormText.entries(composeFiles, file -> {});
    }

    /** A Jenkinsfile in the workspace, whose images are checked as far as they stand in its text; empty: none. */
    public String getJenkinsfile() {
        return jenkinsfile;
    }

    /** Sets the Jenkinsfile. */
    @DataBoundSetter
    public void setJenkinsfile(String jenkinsfile) {
        this.jenkinsfile = FormText.trimmed(jenkinsfile);
    }

    /** A Docker host of the settings that is open to builds, whose images are checked; empty: none. */
    public String getHost() {
        return host;
    }

    /** Sets the Docker host. */
    @DataBoundSetter
    public void setHost(String host) {
        this.host = FormText.trimmed(host);
    }

    /** Which of the host's images: {@code running} or {@code local}. */
    public String getHostImages() {
        return hostImages;
    }

    /** Sets which of the host's images. */
    @DataBoundSetter
    public void setHostImages(String hostImages) {
        this.hostImages = FormText.trimmed(hostImages);
    }

    /** What becomes of the build where an image is not allowed: {@code fail}, {@code unstable} or {@code warn}. */
    public String getOnViolation() {
        return onViolation;
    }

    /** Sets what becomes of the build. */
    @DataBoundSetter
    public void setOnViolation(String onViolation) {
        this.onViolation = FormText.trimmed(onViolation);
    }

    /** Whether an image of which it cannot be told does not count as a violation. */
    public boolean isAllowUndetermined() {
        return allowUndetermined;
    }

    /** Sets whether an image of which it cannot be told passes. */
    @DataBoundSetter
    public void setAllowUndetermined(boolean allowUndetermined) {
        this.allowUndetermined = allowUndetermined;
    }

    /** A file in the workspace for the result as SARIF; empty: none. */
    public String getSarifFile() {
        return sarifFile;
    }

    /** Sets the file for SARIF. */
    @DataBoundSetter
    public void setSarifFile(String sarifFile) {
        this.sarifFile = FormText.trimmed(sarifFile);
    }

    /** A file in the workspace for the result as JUnit's XML; empty: none. */
    public String getJunitFile() {
        return junitFile;
    }

    /** Sets the file for JUnit's XML. */
    @DataBoundSetter
    public void setJunitFile(String junitFile) {
        this.junitFile = FormText.trimmed(junitFile);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            buildArgs.forEach(WorkspaceImages::checkBuildArgument);
        } catch (IllegalArgumentException e) {
            throw new AbortException(e.getMessage());
        }
        return new CheckImageSourceExecution(
                context,
                new CheckImageSourceExecution.Request(
                        images,
                        new WorkspaceImages(dockerfile, buildArgs, allComposeFiles(), jenkinsfile),
                        host,
                        HostImageSelection.of(hostImages),
                        OnViolation.of(onViolation),
                        allowUndetermined,
                        sarifFile,
                        junitFile));
    }

    private List<String> allComposeFiles() {
        List<String> all = new ArrayList<>(composeFile.isEmpty() ? List.of() : List.of(composeFile));
        all.addAll(composeFiles);
        return all;
    }

    /** How it is written and entered. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "checkImageSource";
        }

        @Override
        public String getDisplayName() {
            return Messages.CheckImageSourceStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, EnvVars.class, FlowNode.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return Stream.of("images", "dockerfile", "composeFile", "composeFiles", "jenkinsfile", "host")
                    .map(arguments::get)
                    .filter(value -> value != null && !value.equals(""))
                    .map(value -> value instanceof List<?> list
                            ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            : value.toString())
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(", "));
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            FormText.bindLines(form, List.of("images", "buildArgs", "composeFiles"));
            return super.newInstance(request, form);
        }

        /** What a text area shows of a list; a new step has none yet. */
        public String lines(List<String> entries) {
            return entries == null ? "" : FormText.joined(entries);
        }

        /** What may become of the build. */
        public ListBoxModel doFillOnViolationItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.OnViolation_Fail(), OnViolation.FAIL.word());
            items.add(Messages.OnViolation_Unstable(), OnViolation.UNSTABLE.word());
            items.add(Messages.OnViolation_Warn(), OnViolation.WARN.word());
            return items;
        }

        /** Which of the host's images may be checked. */
        public ListBoxModel doFillHostImagesItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.HostImageSelection_Running(), HostImageSelection.RUNNING.word());
            items.add(Messages.HostImageSelection_Local(), HostImageSelection.LOCAL.word());
            return items;
        }

        /** Tells, as images are typed, which the policy does not allow. */
        @POST
        public FormValidation doCheckImages(@AncestorInPath Item item, @QueryParameter String value) {
            if (item == null) {
                return FormValidation.ok();
            }
            item.checkPermission(Item.CONFIGURE);
            return ImageValidation.check(FormText.lines(value));
        }

        /** Checks the build arguments as typed. */
        @POST
        public FormValidation doCheckBuildArgs(@AncestorInPath Item item, @QueryParameter String value) {
            if (item == null) {
                return FormValidation.ok();
            }
            item.checkPermission(Item.CONFIGURE);
            return FormChecks.eachLine(value, WorkspaceImages::checkBuildArgument);
        }
    }
}
