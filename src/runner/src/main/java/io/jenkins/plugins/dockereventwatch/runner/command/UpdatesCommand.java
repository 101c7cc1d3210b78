package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.OsRelease;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.advice.AdviceJson;
import io.jenkins.plugins.dockereventwatch.update.advice.AdviceText;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdatePolicy;
import io.jenkins.plugins.dockereventwatch.update.probe.FileProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.HostOutputReader;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.ProbeScript;
import io.jenkins.plugins.dockereventwatch.update.probe.ProcessProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.SshAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code updates}: advises on the pending updates of a host. */
@Command(
        name = "updates",
        description = {
            "Lists the pending updates of a Linux host with advice for each.",
            "Advice: hotfix now, this week, wait until a date, or held. Never changes the host.",
            "Waiting periods start today; watch remembers when it first saw a version."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no update is due now",
            "1:an update is due now",
            "2:the host or its output cannot be read, or its package lists are too old"
        })
public final class UpdatesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private final Source source = new Source();

    /** The source of the updates; by default this machine. */
    private static final class Source {

        @Option(
                names = "--from",
                paramLabel = "FILE|-",
                description = "Saved output of apt-get -s dist-upgrade, apt list --upgradable, dnf check-update,"
                        + " apk version -l '<', zypper --xmlout list-updates, or of the script of --script;"
                        + " -: standard input.")
        private String from;

        @Option(
                names = "--ssh",
                paramLabel = "HOST",
                description = "Host to be read over OpenSSH: [ssh://][user@]host[:port].")
        private String ssh;

        @Option(names = "--script", description = "Print the script that reads a host. Run it there: sh SCRIPT > FILE.")
        private boolean script;
    }

    @Option(
            names = "--os-release",
            paramLabel = "FILE",
            description = "/etc/os-release of the host, if --from does not contain it.")
    private Path osRelease;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "config.yml whose reminders contain the update policy. Default: the built-in policy.")
    private Path config;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "text|json",
            description = "Output format; json: one object in one line. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--host-label",
            paramLabel = "NAME",
            description = "Name of the host in the output. Default: its host name.")
    private String label;

    /** The output format. */
    enum Format {
        TEXT,
        JSON
    }

    @Override
    public Integer call() throws UserException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (source.script) {
            out.print(ProbeScript.text());
            out.flush();
            return ExitCode.OK;
        }
        UpdatePolicy policy = config == null
                ? UpdatePolicy.DEFAULT
                : ConfigurationFile.of(config).readUpdatePolicy();
        Clock clock = Clock.systemUTC();
        ZoneId zone = ZoneId.systemDefault();
        HostReading reading;
        try {
            Optional<OsRelease> system = osRelease == null
                    ? Optional.empty()
                    : Optional.of(OsRelease.parse(new FileProbe(osRelease).collect()));
            reading = new HostOutputReader(Optional.ofNullable(label), system, clock.instant()).read(probe().collect());
        } catch (UnreadableHostException e) {
            throw new UserException("Cannot determine the pending updates: " + e.getMessage());
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        HostAdvice advice = HostAdvice.of(reading, policy, today, update -> today);
        out.print(format == Format.JSON ? AdviceJson.of(advice) + "\n" : new AdviceText(advice, zone).text());
        out.flush();
        if (advice.isSomethingToDo()) {
            return ExitCode.FAILED;
        }
        return advice.isStale() ? ExitCode.USAGE : ExitCode.OK;
    }

    private HostProbe probe() {
        if (source.from != null) {
            return source.from.equals("-") ? UpdatesCommand::standardInput : new FileProbe(Path.of(source.from));
        }
        if (source.ssh == null) {
            return ProcessProbe.local();
        }
        try {
            return ProcessProbe.ssh(SshAddress.parse(source.ssh));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--ssh: " + e.getMessage());
        }
    }

    private static String standardInput() throws UnreadableHostException {
        try {
            return FileProbe.read(System.in);
        } catch (IOException e) {
            throw new UnreadableHostException("Cannot read standard input: " + e.getMessage(), e);
        }
    }
}
