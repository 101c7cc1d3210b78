package io.jenkins.plugins.dockereventwatch.step.container;

import hudson.Launcher;
import hudson.LauncherDecorator;
import hudson.model.Node;
import java.io.Serializable;

/** Runs the commands of a block's steps in a container. Saved with the Pipeline across restarts of the controller. */
public final class ContainerLauncherDecorator extends LauncherDecorator implements Serializable {

    private static final long serialVersionUID = 1L;

    private final AgentDocker docker;
    private final String container;
    private final String workspace;

    /**
     * Creates a decorator for one container.
     *
     * @param docker the Docker Engine of the agent
     * @param container the container ID
     * @param workspace the default working directory
     */
    public ContainerLauncherDecorator(AgentDocker docker, String container, String workspace) {
        this.docker = docker;
        this.container = container;
        this.workspace = workspace;
    }

    @Override
    public Launcher decorate(Launcher launcher, Node node) {
        return new ContainerLauncher(launcher, docker, container, workspace);
    }
}
