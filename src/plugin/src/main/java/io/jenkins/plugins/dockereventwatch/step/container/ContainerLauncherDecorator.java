package io.jenkins.plugins.dockereventwatch.step.container;

import hudson.Launcher;
import hudson.LauncherDecorator;
import hudson.model.Node;
import java.io.Serializable;

/** Runs the commands of a block's steps in a container. Saved with the Pipeline across restarts of the controller. */
public final class ContainerLauncherDecorator extends LauncherDecorator implements Serializable {

    private static final long serialVersionUID = 1L;

    private final AgentContainer container;
    private final String workspace;

    /**
     * Creates a decorator for one container.
     *
     * @param workspace the default working directory
     */
    public ContainerLauncherDecorator(AgentContainer container, String workspace) {
        this.container = container;
        this.workspace = workspace;
    }

    @Override
    public Launcher decorate(Launcher launcher, Node node) {
        return new ContainerLauncher(launcher, container, workspace);
    }
}
