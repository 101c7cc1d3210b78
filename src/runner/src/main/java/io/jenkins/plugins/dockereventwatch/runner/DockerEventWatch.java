package io.jenkins.plugins.dockereventwatch.runner;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's door: reads the command line and calls the command. */
@Command(
        name = "docker-event-watch",
        description = "Follows Docker Engine events and mails alerts by rules.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            DemoCommand.class,
            WatchCommand.class,
            ReplayCommand.class,
            CheckConfigCommand.class,
            SilenceCommand.class,
            CheckImageCommand.class,
            UpdatesCommand.class,
            RunCommand.class,
            AuditCommand.class,
            AutoComplete.GenerateCompletion.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it ran, and not all went as it should (a mail was refused, a number was not the expected one)",
            "2:it could not run: a wrong option, a fault in the configuration, a file that cannot be read"
        })
public final class DockerEventWatch implements Runnable {

    static final int EXIT_OK = 0;
    static final int EXIT_FAILED = 1;
    static final int EXIT_USAGE = 2;

    @Spec
    private CommandSpec spec;

    /** Runs the program and ends the Java machine with its exit code. */
    public static void main(String[] args) {
        ProgramLog.start();
        System.exit(commandLine().execute(args));
    }

    /** The command line, as {@link #main} runs it. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new DockerEventWatch())
                .setOut(writer(FileDescriptor.out))
                .setErr(writer(FileDescriptor.err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
        RunArguments.declare(line.getSubcommands().get("run").getCommandSpec());
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof UserException) {
                command.getErr().println(exception.getMessage());
                return EXIT_USAGE;
            }
            throw exception;
        });
        return line;
    }

    /** UTF-8 whatever the locale: mails and configurations are so too. */
    private static PrintWriter writer(FileDescriptor to) {
        return new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8)), true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
