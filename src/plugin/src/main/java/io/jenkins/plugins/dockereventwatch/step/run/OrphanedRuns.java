package io.jenkins.plugins.dockereventwatch.step.run;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.OrphanReaper;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Removes the containers of owners that no longer exist from the agent's Docker host. Returns the owners of the other
 * containers.
 *
 * @param docker the Docker Engine
 * @param gone the owners that no longer exist
 */
record OrphanedRuns(AgentDocker docker, Set<String> gone) implements ControllerToAgentFileCallable<Set<String>> {

    private static final long serialVersionUID = 1L;

    OrphanedRuns {
        gone = new HashSet<>(gone);
    }

    @Override
    public Set<String> invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        Set<String> others = new HashSet<>();
        try (DockerConnection connection = docker.open()) {
            new OrphanReaper(new LimitedRuns(connection, ImageGate.OPEN), owner -> {
                        others.add(owner);
                        return gone.contains(owner);
                    })
                    .reap();
        }
        others.removeAll(gone);
        return others;
    }
}
