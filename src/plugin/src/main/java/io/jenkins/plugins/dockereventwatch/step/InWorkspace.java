package io.jenkins.plugins.dockereventwatch.step;

import hudson.AbortException;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import jenkins.agents.ControllerToAgentFileCallable;
import org.jenkinsci.plugins.workflow.actions.WorkspaceAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Runs an operation in the folder of a step, but only if the folder lies in the workspace that the enclosing {@code
 * node} or {@code ws} block has allocated. The folder of {@code dir('link')} may be a symbolic link from the repository
 * that leads to the workspace of another job.
 *
 * @param allocated the allocated workspace, an absolute path on the agent
 * @param temporary the folder for temporary files of the step, created if missing; empty for none
 * @param operation the operation
 */
public record InWorkspace<T>(String allocated, String temporary, FilePath.FileCallable<T> operation)
        implements ControllerToAgentFileCallable<T> {

    /** Returns the operation for the workspace of a step. */
    public static <T> InWorkspace<T> of(StepContext step, String temporary, FilePath.FileCallable<T> operation)
            throws IOException, InterruptedException {
        return new InWorkspace<>(allocated(step), temporary, operation);
    }

    /**
     * Returns the path of the workspace of a step.
     *
     * @throws AbortException if no block has allocated a workspace
     */
    public static String allocated(StepContext step) throws IOException, InterruptedException {
        for (FlowNode block : step.get(FlowNode.class).getEnclosingBlocks()) {
            WorkspaceAction workspace = block.getAction(WorkspaceAction.class);
            if (workspace != null) {
                return workspace.getPath();
            }
        }
        throw new AbortException("No workspace is allocated: run the step inside a node block");
    }

    @Override
    public T invoke(File folder, VirtualChannel channel) throws IOException, InterruptedException {
        Path workspace = Files.createDirectories(Path.of(allocated)).toRealPath();
        Path real = realPath(folder.toPath());
        if (!real.startsWith(workspace)) {
            throw outside(folder.toPath(), real);
        }
        Files.createDirectories(folder.toPath());
        if (!temporary.isEmpty()) {
            checkTemporary(Path.of(temporary), workspace);
            Files.createDirectories(Path.of(temporary));
        }
        return operation.invoke(folder, channel);
    }

    /**
     * Returns the path with symbolic links resolved; the last components may be missing. To be called before missing
     * folders are created, so that none is created elsewhere.
     *
     * @throws IOException if a symbolic link leads nowhere
     */
    public static Path realPath(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path existing = absolute;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
    }

    /** Permits folders of the workspace, and the folder next to it whose name starts with that of the workspace. */
    private void checkTemporary(Path folder, Path workspace) throws IOException {
        Path real = realPath(folder);
        if (real.startsWith(workspace)) {
            return;
        }
        Path root = Path.of(allocated);
        if (!real.getFileName().equals(folder.getFileName())
                || !real.getFileName().toString().startsWith(root.getFileName().toString())
                || !real.getParent().equals(root.getParent().toRealPath())) {
            throw outside(folder, real);
        }
    }

    /** Omits the operation, which may contain secrets. */
    @Override
    public String toString() {
        return "operation in " + allocated;
    }

    private AbortException outside(Path folder, Path real) {
        return new AbortException(
                "Folder '" + folder + "' is outside of the workspace '" + allocated + "': it leads to '" + real + "'");
    }
}
