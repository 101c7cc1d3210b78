package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import io.jenkins.plugins.dockereventwatch.step.container.ControlFolder;
import java.io.File;
import java.io.IOException;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Removes the container of a run in any state, and its control folder.
 *
 * @param docker the Docker Engine
 * @param run the run
 * @param control the folder by which Jenkins controlled the steps of a block; null for none
 */
record RemoveRun(AgentDocker docker, RunHandle run, ControlFolder control)
        implements ControllerToAgentFileCallable<Boolean> {

    @Override
    public Boolean invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        try (DockerConnection connection = docker.open()) {
            new LimitedRuns(connection, ImageGate.OPEN).remove(run);
        }
        if (control != null) {
            control.delete();
        }
        return true;
    }
}
