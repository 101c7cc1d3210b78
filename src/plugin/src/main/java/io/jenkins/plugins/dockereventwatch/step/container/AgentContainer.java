package io.jenkins.plugins.dockereventwatch.step.container;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RunException;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * A container on the Docker host of an agent.
 *
 * @param docker the Docker Engine
 * @param id the container ID
 */
public record AgentContainer(AgentDocker docker, String id) implements Serializable {

    /** Runs a command and returns its exit code. The arguments are not expanded. To be called on the agent. */
    public int exec(ContainerCommand command, InputStream input, OutputStream out, OutputStream err)
            throws RunException, IOException {
        try (DockerConnection connection = docker.open()) {
            return new LimitedRuns(connection, ImageGate.OPEN).exec(id, command, input, out, err);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
