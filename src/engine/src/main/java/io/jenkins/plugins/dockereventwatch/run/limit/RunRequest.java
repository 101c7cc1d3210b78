package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.util.List;

/**
 * A request for a run as entered by the user.
 *
 * @param image the image reference
 * @param arguments the arguments of the entry point, or a command; may be empty
 * @param options all other options
 * @param input whether to connect standard input
 * @param terminal whether to allocate a terminal
 */
public record RunRequest(String image, List<String> arguments, RunOptions options, boolean input, boolean terminal)
        implements Serializable {

    public RunRequest {
        arguments = List.copyOf(arguments);
    }

    /** Returns a description without the arguments, which may contain secrets. */
    @Override
    public String toString() {
        return "RunRequest[" + image + ", " + arguments.size() + " arguments, " + options + "]";
    }
}
