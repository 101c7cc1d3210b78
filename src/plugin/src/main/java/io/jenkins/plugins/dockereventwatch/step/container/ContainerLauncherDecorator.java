package io.jenkins.plugins.dockereventwatch.step.container;

import hudson.Launcher;
import hudson.LauncherDecorator;
import hudson.model.Node;
import java.io.Serializable;

/** Runs the commands of a block's steps in a container. Saved with the Pipeline across restarts of the controller. */
public final class ContainerLauncherDecorator extends LauncherDecorator implements Serializable {

    private static final long serialVersionUID = 1L;

    private final AgentContainer container;
    private final String folder;
    private final ControlFolder control;

    /**
     * Creates a decorator for one container.
     *
     * @param folder the default working directory
     * @param control the folder by which Jenkins controls shell steps
     */
    public ContainerLauncherDecorator(AgentContainer container, String folder, ControlFolder control) {
        this.container = container;
        this.folder = folder;
        this.control = control;
    }

    @Override
    public Launcher decorate(Launcher launcher, Node node) {
        return new ContainerLauncher(launcher, container, folder, control);
    }
}
