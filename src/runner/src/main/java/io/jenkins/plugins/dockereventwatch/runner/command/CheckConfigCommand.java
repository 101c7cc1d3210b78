package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check-config}: describes a configuration, or lists its problems. */
@Command(
        name = "check-config",
        description = {
            "Checks config.yml and its templates.",
            "Describes the configuration, or prints every problem as FILE:LINE:COLUMN: message."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the configuration is valid", "2:the configuration is invalid; all problems are printed"})
public final class CheckConfigCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "config.yml")
    private Path file;

    @Override
    public Integer call() throws UserException {
        ConfigurationFile source = ConfigurationFile.of(file);
        WatchConfiguration configuration = source.read();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s: ", file);
        new ConfigurationSummary(out).print(configuration, source.readRunRules());
        out.flush();
        return ExitCode.OK;
    }
}
