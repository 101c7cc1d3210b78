package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command. Its exit code is {@link picocli.CommandLine.ExitCode#OK} or one that it documents. */
public abstract class ProgramCommand implements Callable<Integer> {

    /** The exit code of a command that ran, but whose result is negative or incomplete. */
    static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    protected final CommandSpec spec() {
        return spec;
    }

    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** A reader of config.yml whose {@code ${NAME}} are variables of the environment. */
    public static ConfigurationReader configurationReader() {
        return configurationReader(System.getenv());
    }

    /**
     * Reads config.yml and prints the warnings about it.
     *
     * @throws ConfigurationException if it is invalid
     */
    final WatchConfiguration read(ConfigurationReader reader, Path file) throws ConfigurationException {
        WatchConfiguration configuration = reader.read(file);
        reader.warnings().forEach(err()::println);
        return configuration;
    }

    static ConfigurationReader configurationReader(Map<String, String> environment) {
        return new ConfigurationReader(environment, new GoTemplateEngine(ZoneId.systemDefault()));
    }
}
