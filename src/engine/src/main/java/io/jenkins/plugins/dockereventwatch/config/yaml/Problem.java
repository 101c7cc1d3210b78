package io.jenkins.plugins.dockereventwatch.config.yaml;

import java.nio.file.Path;

/**
 * One fault of a configuration file or a template.
 *
 * @param file where it is
 * @param line from 1 on
 * @param column in characters, from 1 on
 * @param message what is wrong, what is allowed, what was perhaps meant; never a secret
 */
public record Problem(Path file, int line, int column, String message) {

    /** {@code FILE:LINE:COLUMN: message}, as compilers print it and editors read it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
