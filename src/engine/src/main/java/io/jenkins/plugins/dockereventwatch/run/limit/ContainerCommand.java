package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.util.List;

/**
 * What a container runs, and how it is talked to.
 *
 * @param arguments of the image's entry point, or the program and its arguments; empty: what the image says
 * @param entrypoint replaces the image's; null: it stays
 * @param environment {@code NAME=VALUE}; may hold secrets
 * @param workingDirectory absolute path; null: what the image says
 * @param input whether its standard input is connected
 * @param terminal whether it gets a terminal
 */
public record ContainerCommand(
        List<String> arguments,
        String entrypoint,
        List<String> environment,
        String workingDirectory,
        boolean input,
        boolean terminal)
        implements Serializable {

    /** Copies the lists. */
    public ContainerCommand {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
    }

    /** Without the environment's values. */
    @Override
    public String toString() {
        return "ContainerCommand[" + arguments.size() + " arguments, " + environment.size() + " variables]";
    }
}
