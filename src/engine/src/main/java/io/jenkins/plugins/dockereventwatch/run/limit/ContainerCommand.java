package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.util.List;

/**
 * The command of a container, with its environment and its input.
 *
 * @param arguments the arguments of the entry point, or the program and its arguments; empty: the image's command
 * @param entrypoint replaces the image's entry point; null: the image's entry point
 * @param environment variables as {@code NAME=VALUE}; may contain secrets
 * @param workingDirectory an absolute path; null: the image's working directory
 * @param input whether standard input is connected
 * @param terminal whether a terminal is allocated
 */
public record ContainerCommand(
        List<String> arguments,
        String entrypoint,
        List<String> environment,
        String workingDirectory,
        boolean input,
        boolean terminal)
        implements Serializable {

    public ContainerCommand {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
    }

    /** Returns a description without the values of the environment. */
    @Override
    public String toString() {
        return "ContainerCommand[" + arguments.size() + " arguments, " + environment.size() + " variables]";
    }
}
