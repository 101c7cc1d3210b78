package io.jenkins.plugins.dockereventwatch.step.container;

import hudson.EnvVars;
import hudson.remoting.RemoteInputStream;
import hudson.remoting.RemoteOutputStream;
import io.jenkins.plugins.dockereventwatch.run.RunException;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import jenkins.agents.ControllerToAgentCallable;

/**
 * Runs a command in a running container and returns its exit code.
 *
 * @param container the container
 * @param command the command; a dollar sign is escaped as {@code $$} in its arguments and in the values of its
 *     environment, which is that of the step
 * @param input standard input, or null for none
 * @param out receives standard output
 * @param err receives standard error
 */
public record ExecInContainer(
        AgentContainer container,
        ContainerCommand command,
        RemoteInputStream input,
        RemoteOutputStream out,
        RemoteOutputStream err)
        implements ControllerToAgentCallable<Integer, IOException> {

    @Override
    public Integer call() throws IOException {
        Map<String, String> variables = new TreeMap<>();
        for (String variable : command.environment()) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        // expanded as by Jenkins launchers: values may refer to each other and to variables of the agent
        EnvVars all = new EnvVars(System.getenv());
        all.overrideExpandingAll(variables);
        ContainerCommand expanded = new ContainerCommand(
                command.arguments().stream().map(all::expand).toList(),
                null,
                ContainerEnvironment.of(all),
                command.workingDirectory(),
                input != null,
                false);
        try {
            return container.exec(expanded, input == null ? InputStream.nullInputStream() : input, out, err);
        } catch (RunException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
