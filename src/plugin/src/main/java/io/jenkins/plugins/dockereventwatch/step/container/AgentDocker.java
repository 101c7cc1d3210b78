package io.jenkins.plugins.dockereventwatch.step.container;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The Docker Engine that an agent uses, selected by the environment of the agent and of the step.
 *
 * @param variables the environment variables of the step that select the Docker Engine
 */
public record AgentDocker(Map<String, String> variables) implements Serializable {

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);

    public AgentDocker {
        variables = new HashMap<>(variables);
        variables.keySet().removeIf(name -> !name.startsWith("DOCKER_"));
    }

    /** Returns a description without the values of the variables, which may be secrets. */
    @Override
    public String toString() {
        return "AgentDocker" + variables.keySet();
    }

    /** Returns the Docker host. To be called on the agent. */
    public DockerHost host() {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.putAll(variables);
        return DockerHost.ofEnvironment(all);
    }

    /** Opens a connection. To be called on the agent. */
    public DockerConnection open() throws IOException, InterruptedException {
        try {
            return DockerConnection.open(host(), RESPONSE_TIMEOUT);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
