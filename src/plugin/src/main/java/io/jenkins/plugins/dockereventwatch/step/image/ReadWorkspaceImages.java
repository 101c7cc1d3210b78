package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Reads the files where they are, on the agent.
 *
 * @param files which
 * @param environment the variables of compose files
 */
record ReadWorkspaceImages(WorkspaceImages files, Map<String, String> environment)
        implements ControllerToAgentFileCallable<WorkspaceImages.Found> {

    private static final long serialVersionUID = 1L;

    ReadWorkspaceImages {
        environment = new HashMap<>(environment);
    }

    @Override
    public WorkspaceImages.Found invoke(File workspace, VirtualChannel channel) throws IOException {
        return files.read(workspace.toPath(), environment);
    }
}
