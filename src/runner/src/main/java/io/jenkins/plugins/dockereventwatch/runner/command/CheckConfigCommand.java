package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.RunRules;
import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.config.reader.ConfigurationReader;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code check-config}: describes a configuration, or lists its problems. */
@Command(
        name = "check-config",
        description = {
            "Checks config.yml and its templates.",
            "Describes the configuration, or prints every problem as FILE:LINE:COLUMN: message.",
            "Warns about rules, filters, silences and templates that can never work as written."
        },
        exitCodeList = {
            "0:the configuration is valid; warnings are printed",
            "2:the configuration is invalid; all problems are printed"
        })
public final class CheckConfigCommand extends ProgramCommand {

    @Parameters(paramLabel = "FILE", description = "config.yml")
    private Path file;

    @Override
    public Integer call() throws ConfigurationException, IOException {
        ConfigurationReader reader = configurationReader();
        WatchConfiguration configuration = read(reader, file);
        RunRules runs = reader.readRunRules(file);
        out().printf("%s: ", file);
        new ConfigurationSummary(out()).print(configuration, runs);
        for (Path read : new TreeSet<>(reader.files())) {
            UnquotedAttributes.in(read).forEach(err()::println);
        }
        return ExitCode.OK;
    }
}
