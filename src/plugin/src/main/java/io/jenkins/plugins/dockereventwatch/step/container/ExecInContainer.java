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
 * Runs a command in a container that runs, and gives its exit code when it has ended.
 *
 * @param docker the engine
 * @param container its id
 * @param command program and arguments; like the values of the variables with {@code $$} for a dollar sign
 * @param variables of the step
 * @param folder where it runs
 * @param input null: none
 * @param out gets what it prints
 * @param err gets the other stream
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
        // as a launcher of Jenkins does it outside of a container: variables may name each other and the agent's
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

    /** The same for other commands, whose words are meant as they are. */
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
