package io.jenkins.plugins.dockereventwatch.runner;

import io.jenkins.plugins.dockereventwatch.runner.command.AuditCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.CheckConfigCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.CheckImageCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.DemoCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.ExitCode;
import io.jenkins.plugins.dockereventwatch.runner.command.ProgramVersion;
import io.jenkins.plugins.dockereventwatch.runner.command.ReplayCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.SilenceCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.UpdatesCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.UserException;
import io.jenkins.plugins.dockereventwatch.runner.command.WatchCommand;
import io.jenkins.plugins.dockereventwatch.runner.run.RunArguments;
import io.jenkins.plugins.dockereventwatch.runner.run.RunCommand;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main class: parses the command line and runs the command. */
@Command(
        name = "docker-event-watch",
        description = "Watches Docker Engine events and sends alerts by rules.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success",
            "1:the command ran, but not everything succeeded",
            "2:the command could not run: an invalid option, configuration or file"
        })
public final class DockerEventWatch implements Runnable {

    private static final String RUN = "run";

    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("demo", DemoCommand.class);
        COMMANDS.put("watch", WatchCommand.class);
        COMMANDS.put("replay", ReplayCommand.class);
        COMMANDS.put("check-config", CheckConfigCommand.class);
        COMMANDS.put("silence", SilenceCommand.class);
        COMMANDS.put("check-image", CheckImageCommand.class);
        COMMANDS.put("updates", UpdatesCommand.class);
        COMMANDS.put(RUN, RunCommand.class);
        COMMANDS.put("audit", AuditCommand.class);
        COMMANDS.put("generate-completion", AutoComplete.GenerateCompletion.class);
        COMMANDS.put("help", HelpCommand.class);
    }

    /** The commands that need all others. */
    private static final Set<String> META_COMMANDS = Set.of("generate-completion", "help");

    @Spec
    private CommandSpec spec;

    /** Runs the program and exits with its exit code. */
    public static void main(String[] args) {
        ProgramLog.start();
        System.exit(commandLine(args).execute(args));
    }

    /**
     * Creates the command line.
     *
     * @param args the arguments: if they name one command, only that is created, which saves most of the startup time
     */
    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new DockerEventWatch());
        boolean isOne = args.length > 0 && COMMANDS.containsKey(args[0]) && !META_COMMANDS.contains(args[0]);
        (isOne ? List.of(args[0]) : COMMANDS.keySet())
                .forEach(name -> line.addSubcommand(name, new CommandLine(COMMANDS.get(name))));
        if (line.getSubcommands().containsKey(RUN)) {
            RunArguments.declare(line.getSubcommands().get(RUN).getCommandSpec());
        }
        // The settings apply to existing subcommands only.
        line.setOut(writer(FileDescriptor.out))
                .setErr(writer(FileDescriptor.err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof UserException) {
                command.getErr().println(exception.getMessage());
                return ExitCode.USAGE;
            }
            throw exception;
        });
        return line;
    }

    /** UTF-8 in every locale, like mails and configurations. */
    private static PrintWriter writer(FileDescriptor to) {
        return new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8)), true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
