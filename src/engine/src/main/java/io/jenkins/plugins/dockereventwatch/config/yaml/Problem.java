package io.jenkins.plugins.dockereventwatch.config.yaml;

import java.nio.file.Path;

/**
 * A problem of a configuration file or template.
 *
 * @param line from 1
 * @param column in characters, from 1
 * @param message the problem and what is expected, without secrets
 */
public record Problem(Path file, int line, int column, String message) {

    /** {@code FILE:LINE:COLUMN: message}, the format of compilers. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
