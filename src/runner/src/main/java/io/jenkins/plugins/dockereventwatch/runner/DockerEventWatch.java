package io.jenkins.plugins.dockereventwatch.runner;

import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.runner.command.AuditCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.CheckConfigCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.CheckImageCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.DemoCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.ProgramVersion;
import io.jenkins.plugins.dockereventwatch.runner.command.ReplayCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.SilenceCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.UpdatesCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.UserException;
import io.jenkins.plugins.dockereventwatch.runner.command.WatchCommand;
import io.jenkins.plugins.dockereventwatch.runner.run.RunCommand;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.text.SafeWriter;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;

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
public final class DockerEventWatch {

    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("demo", DemoCommand.class);
        COMMANDS.put("watch", WatchCommand.class);
        COMMANDS.put("replay", ReplayCommand.class);
        COMMANDS.put("check-config", CheckConfigCommand.class);
        COMMANDS.put("silence", SilenceCommand.class);
        COMMANDS.put("check-image", CheckImageCommand.class);
        COMMANDS.put("updates", UpdatesCommand.class);
        COMMANDS.put("run", RunCommand.class);
        COMMANDS.put("audit", AuditCommand.class);
        COMMANDS.put("generate-completion", AutoComplete.GenerateCompletion.class);
        COMMANDS.put("help", HelpCommand.class);
    }

    /** Their messages are for users. */
    private static final Set<Class<? extends Exception>> EXPECTED =
            Set.of(UserException.class, ConfigurationException.class, StoreException.class);

    /** The commands that need all others. */
    private static final Set<String> META_COMMANDS = Set.of("generate-completion", "help");

    /** Runs the program and exits with its exit code. */
    public static void main(String[] args) {
        ProgramLog.start();
        CommandLine line = commandLine(writer(FileDescriptor.out), writer(FileDescriptor.err), args);
        int exitCode = line.execute(args);
        line.getOut().flush();
        System.exit(exitCode);
    }

    /**
     * Creates the command line. What it prints is without control characters, also in error messages.
     *
     * @param args the arguments: if they name one command, only that is created, which saves most of the startup time
     */
    static CommandLine commandLine(Writer out, Writer err, String... args) {
        CommandLine line = new CommandLine(new DockerEventWatch());
        boolean isOne = args.length > 0 && COMMANDS.containsKey(args[0]) && !META_COMMANDS.contains(args[0]);
        (isOne ? List.of(args[0]) : COMMANDS.keySet())
                .forEach(name -> line.addSubcommand(name, new CommandLine(COMMANDS.get(name))));
        // The settings apply to existing subcommands only.
        line.setOut(SafeWriter.printer(out))
                .setErr(SafeWriter.printer(err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (EXPECTED.stream().noneMatch(type -> type.isInstance(exception))) {
                throw exception;
            }
            command.getErr().println(exception.getMessage());
            return command.getCommandSpec().exitCodeOnInvalidInput();
        });
        return line;
    }

    /** UTF-8 in every locale, like mails and configurations. */
    private static Writer writer(FileDescriptor to) {
        return new BufferedWriter(new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8));
    }
}
