package io.jenkins.plugins.dockereventwatch.step.container;

import hudson.Extension;
import hudson.FilePath;
import java.io.IOException;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.steps.DynamicContext;

/** Substitutes the folder of the shell steps of a block, so that Jenkins controls them in its {@link ControlFolder}. */
@Extension(ordinal = 200) // before workflow-durable-task-step's, which returns the folder
public final class ControlFolderContext extends DynamicContext.Typed<FilePath> {

    private static final Set<String> SHELL_STEPS = Set.of("sh", "pwsh");

    @Override
    protected Class<FilePath> type() {
        return FilePath.class;
    }

    @Override
    protected FilePath get(DelegatedContext context) throws IOException, InterruptedException {
        ControlFolder control = context.get(ControlFolder.class);
        if (control == null || !isShellStep(context.get(FlowNode.class))) {
            return null;
        }
        FilePath folder = context.get(FilePath.class);
        return folder == null ? null : new FilePath(folder.getChannel(), control.substituteOf(folder.getRemote()));
    }

    private static boolean isShellStep(FlowNode node) {
        return node instanceof StepNode step
                && step.getDescriptor() != null
                && SHELL_STEPS.contains(step.getDescriptor().getFunctionName());
    }
}
