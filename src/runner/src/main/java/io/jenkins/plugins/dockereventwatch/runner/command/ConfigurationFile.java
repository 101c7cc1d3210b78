package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.RunRules;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;

/**
 * The config.yml of a command.
 *
 * @param file its path
 * @param reader the reader of the file
 */
public record ConfigurationFile(Path file, ConfigurationReader reader) {

    /** A file whose {@code ${NAME}} are variables of the environment. */
    public static ConfigurationFile of(Path file) {
        return of(file, System.getenv());
    }

    /** A file whose {@code ${NAME}} are the given variables. */
    static ConfigurationFile of(Path file, Map<String, String> environment) {
        return new ConfigurationFile(
                file, new ConfigurationReader(environment, new GoTemplateEngine(ZoneId.systemDefault())));
    }

    /**
     * Reads the file.
     *
     * @throws UserException if it is invalid, with all problems
     */
    WatchConfiguration read() throws UserException {
        try {
            return reader.read(file);
        } catch (ConfigurationException e) {
            throw new UserException(e.getMessage());
        }
    }

    /**
     * Reads {@code limits} and {@code image_policy} only.
     *
     * @throws UserException if they are invalid, with all problems
     */
    public RunRules readRunRules() throws UserException {
        try {
            return reader.readRunRules(file);
        } catch (ConfigurationException e) {
            throw new UserException(e.getMessage());
        }
    }

    /**
     * Reads the update policy only.
     *
     * @throws UserException if it is invalid, with all problems
     */
    UpdatePolicy readUpdatePolicy() throws UserException {
        try {
            return reader.readUpdatePolicy(file);
        } catch (ConfigurationException e) {
            throw new UserException(e.getMessage());
        }
    }
}
