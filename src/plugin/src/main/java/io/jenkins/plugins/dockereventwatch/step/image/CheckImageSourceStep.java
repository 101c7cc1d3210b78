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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

/**
 * The Pipeline step {@code checkImageSource}: checks images against the image policy of Jenkins. The help of the step
 * describes its parameters. Files are relative to the workspace; an empty text means none.
 */
public final class CheckImageSourceStep extends Step {

    private List<String> images = new ArrayList<>();
    private String dockerfile = "";
    private List<String> buildArgs = new ArrayList<>();
    private String composeFile = "";
    private List<String> composeFiles = new ArrayList<>();
    private String jenkinsfile = "";
    private String host = "";
    private String hostImages = word(HostImageSelection.RUNNING);
    private String onViolation = word(OnViolation.FAIL);
    private boolean allowUndetermined;
    private String sarifFile = "";
    private String junitFile = "";

    /** Creates a step without images. */
    @DataBoundConstructor
    public CheckImageSourceStep() {}

    public List<String> getImages() {
        return List.copyOf(images);
    }

    @DataBoundSetter
    public void setImages(List<String> images) {
        this.images = FormText.entries(images);
    }

    public String getDockerfile() {
        return dockerfile;
    }

    @DataBoundSetter
    public void setDockerfile(String dockerfile) {
        this.dockerfile = FormText.trimmed(dockerfile);
    }

    public List<String> getBuildArgs() {
        return List.copyOf(buildArgs);
    }

    @DataBoundSetter
    public void setBuildArgs(List<String> buildArgs) {
        this.buildArgs = FormText.entries(buildArgs);
    }

    public String getComposeFile() {
        return composeFile;
    }

    @DataBoundSetter
    public void setComposeFile(String composeFile) {
        this.composeFile = FormText.trimmed(composeFile);
    }

    public List<String> getComposeFiles() {
        return List.copyOf(composeFiles);
    }

    @DataBoundSetter
    public void setComposeFiles(List<String> composeFiles) {
        this.composeFiles = FormText.entries(composeFiles);
    }

    public String getJenkinsfile() {
        return jenkinsfile;
    }

    @DataBoundSetter
    public void setJenkinsfile(String jenkinsfile) {
        this.jenkinsfile = FormText.trimmed(jenkinsfile);
    }

    public String getHost() {
        return host;
    }

    @DataBoundSetter
    public void setHost(String host) {
        this.host = FormText.trimmed(host);
    }

    public String getHostImages() {
        return hostImages;
    }

    @DataBoundSetter
    public void setHostImages(String hostImages) {
        this.hostImages = FormText.trimmed(hostImages);
    }

    public String getOnViolation() {
        return onViolation;
    }

    @DataBoundSetter
    public void setOnViolation(String onViolation) {
        this.onViolation = FormText.trimmed(onViolation);
    }

    public boolean isAllowUndetermined() {
        return allowUndetermined;
    }

    @DataBoundSetter
    public void setAllowUndetermined(boolean allowUndetermined) {
        this.allowUndetermined = allowUndetermined;
    }

    public String getSarifFile() {
        return sarifFile;
    }

    @DataBoundSetter
    public void setSarifFile(String sarifFile) {
        this.sarifFile = FormText.trimmed(sarifFile);
    }

    public String getJunitFile() {
        return junitFile;
    }

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
                        new CheckImageSourceExecution.Host(
                                host, constant(HostImageSelection.values(), "hostImages", hostImages)),
                        new CheckImageSourceExecution.Acceptance(
                                allowUndetermined, constant(OnViolation.values(), "onViolation", onViolation)),
                        sarifFile,
                        junitFile));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(E[] constants, String parameter, String word) throws AbortException {
        return Arrays.stream(constants)
                .filter(each -> word(each).equals(word))
                .findFirst()
                .orElseThrow(() -> new AbortException("Invalid " + parameter + " '" + word + "': expected one of "
                        + Arrays.stream(constants)
                                .map(CheckImageSourceStep::word)
                                .collect(Collectors.joining(", "))));
    }

    private List<String> allComposeFiles() {
        List<String> all = new ArrayList<>(composeFile.isEmpty() ? List.of() : List.of(composeFile));
        all.addAll(composeFiles);
        return all;
    }

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

        /** Returns the entries as lines for a text area; null gives an empty text. */
        public String lines(List<String> entries) {
            return entries == null ? "" : FormText.joined(entries);
        }

        public ListBoxModel doFillOnViolationItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.OnViolation_Fail(), word(OnViolation.FAIL));
            items.add(Messages.OnViolation_Unstable(), word(OnViolation.UNSTABLE));
            items.add(Messages.OnViolation_Warn(), word(OnViolation.WARN));
            return items;
        }

        public ListBoxModel doFillHostImagesItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.HostImageSelection_Running(), word(HostImageSelection.RUNNING));
            items.add(Messages.HostImageSelection_Local(), word(HostImageSelection.LOCAL));
            return items;
        }

        /** Validates the images and reports those that the policy does not allow. */
        @POST
        public FormValidation doCheckImages(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.isConfigurable(item) ? ImageValidation.check(FormText.lines(value)) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckBuildArgs(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.isConfigurable(item)
                    ? FormChecks.eachLine(value, WorkspaceImages::checkBuildArgument)
                    : FormValidation.ok();
        }
    }
}
