package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.dockereventwatch.build.BuildEntry;
import io.jenkins.plugins.dockereventwatch.build.BuildSecrets;
import io.jenkins.plugins.dockereventwatch.build.SecretTexts;
import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.report.ReportFormat;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import io.jenkins.plugins.dockereventwatch.step.BackgroundStepExecution;
import io.jenkins.plugins.dockereventwatch.step.InWorkspace;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs one check. The check is repeated after a restart of the controller. */
final class CheckImageSourceExecution extends BackgroundStepExecution {

    private static final long serialVersionUID = 1L;

    private static final Duration RECONNECT_TIMEOUT = Duration.ofMinutes(10);

    private final Request request;

    private final String id = UUID.randomUUID().toString();

    /**
     * The parameters of a check.
     *
     * @param images image references of the Pipeline
     * @param files files of the workspace that name images
     * @param sarifFile SARIF report, relative to the workspace; empty for none
     * @param junitFile JUnit XML report, relative to the workspace; empty for none
     */
    record Request(
            List<String> images,
            WorkspaceImages files,
            Host host,
            Acceptance acceptance,
            String sarifFile,
            String junitFile)
            implements Serializable {

        Request {
            images = List.copyOf(images);
        }

        boolean needsWorkspace() {
            return !files.isEmpty() || !sarifFile.isEmpty() || !junitFile.isEmpty();
        }
    }

    /**
     * A Docker host whose images are checked.
     *
     * @param name a configured Docker host; empty for none
     */
    record Host(String name, HostImageSelection images) implements Serializable {}

    /**
     * Determines which images pass.
     *
     * @param undetermined whether images with an undetermined verdict pass
     * @param onViolation the effect on the build if others do not pass
     */
    record Acceptance(boolean undetermined, OnViolation onViolation) implements Serializable {}

    CheckImageSourceExecution(StepContext context, Request request) {
        super(context);
        this.request = request;
    }

    @Override
    protected Object run(boolean resumed) throws Exception {
        if (request.images().isEmpty()
                && request.files().isEmpty()
                && request.host().name().isEmpty()) {
            throw new AbortException("checkImageSource: specify images, dockerfile, composeFile, jenkinsfile or host");
        }
        FilePath workspace = request.needsWorkspace() ? workspace(resumed ? RECONNECT_TIMEOUT : Duration.ZERO) : null;
        if (workspace == null && request.needsWorkspace()) {
            throw new AbortException("checkImageSource: files require a workspace; run the step inside a node block");
        }
        CheckResult result = CheckResult.of(
                ImagePolicyConfiguration.get().usablePolicy(),
                named(workspace),
                request.files().remarks());
        Run<?, ?> build = getContext().get(Run.class);
        SecretTexts secrets = BuildSecrets.of(build);
        getContext().get(TaskListener.class).getLogger().print(ReportFormat.TEXT.write(result));
        write(workspace, request.sarifFile(), ReportFormat.SARIF, result, secrets);
        write(workspace, request.junitFile(), ReportFormat.JUNIT, result, secrets);
        BuildEntry.of(build, ImageSourcesAction.class, ImageSourcesAction::new)
                .add(new ImageCheck(id, result, secrets::hide));
        build.save();
        long violations = result.count(Outcome.DENIED)
                + (request.acceptance().undetermined() ? 0 : result.count(Outcome.UNDETERMINED));
        if (violations > 0) {
            report("image sources: " + result.summary());
        }
        return VerdictMap.of(result);
    }

    private List<NamedImage> named(FilePath workspace) throws IOException, InterruptedException {
        List<NamedImage> images = new ArrayList<>();
        request.images().forEach(image -> images.add(NamedImage.of(image, ImageLocation.of("checkImageSource"))));
        if (!request.files().isEmpty()) {
            WorkspaceImages.Found found = workspace.act(InWorkspace.of(
                    getContext(),
                    "",
                    new WorkspaceImages.Read(request.files(), getContext().get(EnvVars.class))));
            if (!found.problems().isEmpty()) {
                throw new AbortException(String.join("\n", found.problems()));
            }
            images.addAll(found.images());
        }
        if (!request.host().name().isEmpty()) {
            images.addAll(
                    ImageHosts.images(request.host().name(), request.host().images()));
        }
        return images;
    }

    private void write(FilePath workspace, String file, ReportFormat format, CheckResult result, SecretTexts secrets)
            throws IOException, InterruptedException {
        if (file.isEmpty()) {
            return;
        }
        String problem = workspace.act(
                InWorkspace.of(getContext(), "", new WriteReportFile(file, secrets.hide(format.write(result)))));
        if (!problem.isEmpty()) {
            throw new AbortException(file + ": " + problem);
        }
    }

    private void report(String summary) throws IOException, InterruptedException {
        switch (request.acceptance().onViolation()) {
            case FAIL -> throw new AbortException(summary);
            case UNSTABLE -> {
                getContext().get(TaskListener.class).getLogger().println("UNSTABLE: " + summary);
                getContext()
                        .get(FlowNode.class)
                        .addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(summary));
                getContext().get(Run.class).setResult(Result.UNSTABLE);
            }
            case WARN -> getContext().get(TaskListener.class).getLogger().println("WARNING: " + summary);
        }
    }
}
