package io.jenkins.plugins.dockereventwatch.step.container;

import io.jenkins.plugins.dockereventwatch.process.BoundedOutput;
import io.jenkins.plugins.dockereventwatch.run.NotRunningException;
import io.jenkins.plugins.dockereventwatch.run.RunException;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.agents.ControllerToAgentCallable;

/**
 * Sends TERM to the processes of a container that have certain environment variables. Does nothing if the container is
 * not running.
 *
 * @param container the container
 * @param variables the variables that a process must have; all must match
 */
public record KillInContainer(AgentContainer container, Map<String, String> variables)
        implements ControllerToAgentCallable<Boolean, IOException> {

    /**
     * Uses shell built-ins only, since an image may lack {@code ps} and {@code grep}. The environment of a process is a
     * line of variables separated by zero bytes, which the shell drops; values with line breaks span lines.
     */
    private static final String SCRIPT = """
            for process in /proc/[0-9]*; do
              [ -r "$process/environ" ] || continue
              environment=
              while IFS= read -r line || [ -n "$line" ]; do
                environment="$environment
            $line"
              done 2>/dev/null < "$process/environ"
              for variable in "$@"; do
                case $environment in
                  *"$variable"*) ;;
                  *) continue 2 ;;
                esac
              done
              kill "${process#/proc/}" 2>/dev/null
            done
            :
            """;

    public KillInContainer {
        variables = new HashMap<>(variables);
    }

    /** Returns a description without the values of the variables, which may be secrets. */
    @Override
    public String toString() {
        return "KillInContainer[" + container + ", " + variables.keySet() + "]";
    }

    @Override
    public Boolean call() throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        variables.forEach((name, value) -> command.add(name + "=" + value));
        BoundedOutput output = new BoundedOutput(ContainerLauncher.MAX_OUTPUT);
        int code;
        try {
            code = container.exec(
                    new ContainerCommand(command, null, List.of(), null, false, false),
                    InputStream.nullInputStream(),
                    output,
                    output);
        } catch (NotRunningException e) {
            return true;
        } catch (RunException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (code != 0) {
            throw new IOException("Failed to end processes in the container: exit code " + code + ", "
                    + output.text().strip());
        }
        return true;
    }
}
