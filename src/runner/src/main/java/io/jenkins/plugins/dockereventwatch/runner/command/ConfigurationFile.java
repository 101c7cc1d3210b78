package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.RunRules;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;

/**
 * A config.yml that a command was given.
 *
 * @param file where it is
 * @param reader reads it
 */
public record ConfigurationFile(Path file, ConfigurationReader reader) {

    /** With the program's environment for {@code ${NAME}}. */
    static ConfigurationFile of(Path file) {
        return of(file, System.getenv());
    }

    /** With variables for {@code ${NAME}}. */
    static ConfigurationFile of(Path file, Map<String, String> environment) {
        return new ConfigurationFile(
                file, new ConfigurationReader(environment, new GoTemplateEngine(ZoneId.systemDefault())));
    }

    /** Reads it; all that is wrong becomes the user's message. */
    WatchConfiguration read() throws UserException {
        try {
            return reader.read(file);
        } catch (ConfigurationException e) {
            throw new UserException(e.getMessage());
        }
    }

    /** Reads only its rules for limited runs; all that is wrong becomes the user's message. */
    RunRules readRunRules() throws UserException {
        try {
            return reader.readRunRules(file);
        } catch (ConfigurationException e) {
            throw new UserException(e.getMessage());
        }
    }
}
