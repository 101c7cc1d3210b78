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
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code updates}: advises on the pending updates of a host. */
@Command(
        name = "updates",
        description = {
            "Lists the pending updates of a Linux host with advice for each.",
            "Advice: hotfix now, this week, wait until a date, or held. Never changes the host.",
            "Waiting periods start today; watch remembers when it first saw a version."
        },
        exitCodeList = {
            "0:no update is due now",
            "1:an update is due now",
            "2:the host or its output cannot be read, or its package lists are too old"
        })
public final class UpdatesCommand extends ProgramCommand {

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
    public Integer call() throws Exception {
        if (source.script) {
            out().print(ProbeScript.text());
            return ExitCode.OK;
        }
        UpdatePolicy policy =
                config == null ? UpdatePolicy.DEFAULT : configurationReader().readUpdatePolicy(config);
        Clock clock = Clock.systemUTC();
        ZoneId zone = ZoneId.systemDefault();
        HostReading reading;
        try {
            Optional<OsRelease> system = osRelease == null
                    ? Optional.empty()
                    : Optional.of(OsRelease.parse(new FileProbe(osRelease).collect()));
            reading = new HostOutputReader(Optional.ofNullable(label), system, clock.instant()).read(output());
        } catch (UnreadableHostException | IOException e) {
            throw new UserException("Cannot determine the pending updates: " + e.getMessage());
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        HostAdvice advice = HostAdvice.of(reading, policy, today, update -> today);
        out().print(format == Format.JSON ? AdviceJson.of(advice) + "\n" : new AdviceText(advice, zone).text());
        if (advice.isSomethingToDo()) {
            return FAILED;
        }
        return advice.isStale() ? ExitCode.USAGE : ExitCode.OK;
    }

    private String output() throws UserException, UnreadableHostException, IOException, InterruptedException {
        if (source.from != null) {
            return source.from.equals("-") ? FileProbe.read(System.in) : new FileProbe(Path.of(source.from)).collect();
        }
        HostProbe probe = source.ssh == null
                ? ProcessProbe.local()
                : ProcessProbe.ssh(UserException.parse("--ssh", () -> SshAddress.parse(source.ssh)));
        return probe.collect();
    }
}
