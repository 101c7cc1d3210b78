package io.jenkins.plugins.dockereventwatch.step.container;

import hudson.Launcher;
import hudson.LauncherDecorator;
import hudson.model.Node;
import java.io.Serializable;

/** Has what the steps of a block start run in a container. Kept with the Pipeline over a restart of the controller. */
public final class ContainerLauncherDecorator extends LauncherDecorator implements Serializable {

    private static final long serialVersionUID = 1L;

    private final AgentDocker docker;
    private final String container;
    private final String workspace;

    /**
     * For a container.
     *
     * @param docker the agent's engine
     * @param container its id
     * @param workspace where commands run that do not say
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
