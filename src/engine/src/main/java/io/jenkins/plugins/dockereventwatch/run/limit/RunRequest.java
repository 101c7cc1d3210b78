package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.util.List;

/**
 * What a user asks for, as written.
 *
 * @param image the image
 * @param arguments of its entry point, or a command; perhaps none
 * @param options everything else
 * @param input whether standard input is to be connected
 * @param terminal whether a terminal is wanted
 */
public record RunRequest(String image, List<String> arguments, RunOptions options, boolean input, boolean terminal)
        implements Serializable {

    /** Copies the list. */
    public RunRequest {
        arguments = List.copyOf(arguments);
    }
}
