package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Reads the images of workspace files on the agent.
 *
 * @param files the files
 * @param environment the variables for Compose files
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
