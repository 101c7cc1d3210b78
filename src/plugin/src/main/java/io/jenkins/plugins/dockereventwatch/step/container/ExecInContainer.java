package io.jenkins.plugins.dockereventwatch.step.container;

import hudson.EnvVars;
import hudson.remoting.RemoteInputStream;
import hudson.remoting.RemoteOutputStream;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RunException;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.agents.ControllerToAgentCallable;

/**
 * Runs a command in a running container and returns its exit code.
 *
 * @param docker the Docker Engine
 * @param container the container ID
 * @param command program and arguments; a dollar sign is escaped as {@code $$}, also in the values of the variables
 * @param variables environment variables of the step
 * @param folder the working directory
 * @param input standard input, or null for none
 * @param out receives standard output
 * @param err receives standard error
 */
public record ExecInContainer(
        AgentDocker docker,
        String container,
        List<String> command,
        Map<String, String> variables,
        String folder,
        RemoteInputStream input,
        RemoteOutputStream out,
        RemoteOutputStream err)
        implements ControllerToAgentCallable<Integer, IOException> {

    private static final long serialVersionUID = 1L;

    public ExecInContainer {
        command = new ArrayList<>(command);
        variables = new HashMap<>(variables);
    }

    @Override
    public Integer call() throws IOException {
        // expanded as by Jenkins launchers: values may refer to each other and to variables of the agent
        EnvVars all = new EnvVars(System.getenv());
        all.overrideExpandingAll(variables);
        ContainerCommand expanded = new ContainerCommand(
                command.stream().map(all::expand).toList(),
                null,
                ContainerEnvironment.of(all),
                folder,
                input != null,
                false);
        try {
            return exec(docker, container, expanded, input == null ? InputStream.nullInputStream() : input, out, err);
        } catch (RunException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Runs a command and returns its exit code. The arguments are not expanded. */
    public static int exec(
            AgentDocker docker,
            String container,
            ContainerCommand command,
            InputStream input,
            OutputStream out,
            OutputStream err)
            throws RunException, IOException {
        try (DockerConnection connection = docker.open()) {
            return new LimitedRuns(connection, ImageGate.OPEN).exec(container, command, input, out, err);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
