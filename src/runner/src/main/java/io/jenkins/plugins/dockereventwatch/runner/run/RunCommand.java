package io.jenkins.plugins.dockereventwatch.runner.run;

import io.jenkins.plugins.dockereventwatch.config.RunRules;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.LimitedRun;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.OrphanReaper;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunException;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunKey;
import io.jenkins.plugins.dockereventwatch.run.RunOwner;
import io.jenkins.plugins.dockereventwatch.run.RunResult;
import io.jenkins.plugins.dockereventwatch.run.limit.ForbiddenOption;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitCheck;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import io.jenkins.plugins.dockereventwatch.run.limit.RefusedException;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.run.limit.Workspace;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import io.jenkins.plugins.dockereventwatch.run.log.OutputSink;
import io.jenkins.plugins.dockereventwatch.runner.command.HostOption;
import io.jenkins.plugins.dockereventwatch.runner.command.ProgramCommand;
import io.jenkins.plugins.dockereventwatch.runner.command.StateOption;
import io.jenkins.plugins.dockereventwatch.runner.command.UserException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: runs a container with limits. */
@Command(
        name = "run",
        description = {
            "Runs a command in a container with limits for memory, CPU, processes, output and time.",
            "The options are those of 'docker run'. Options that would lift a limit are refused."
        },
        modelTransformer = RunArguments.Declaration.class,
        sortOptions = false,
        exitCodeOnInvalidInput = RunCommand.EXIT_REFUSED,
        exitCodeOnExecutionException = RunCommand.EXIT_REFUSED,
        exitCodeList = {
            "N:the exit code of the container; 137 also if it exceeds its memory limit",
            "124:stopped at the time or output limit, and the exit code of the container is 0",
            "125:the run is refused, or the Docker Engine cannot be reached or reports an error",
            "126:the command cannot be executed",
            "127:the image does not contain the command"
        })
public final class RunCommand extends ProgramCommand {

    private static final String PREFIX = "docker-event-watch: ";
    static final int EXIT_REFUSED = 125;
    private static final int EXIT_STOPPED = 124;
    private static final Path SITE_CONFIG = Path.of("/etc/docker-event-watch/config.yml");
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration RECONNECT_TIMEOUT = Duration.ofMinutes(5);

    @Parameters(index = "0", paramLabel = "IMAGE", description = "Image, such as maven:3.9.")
    private String image;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "CMD", description = "Command and arguments.")
    private List<String> command = new ArrayList<>();

    @Option(
            names = {"-i", "--interactive"},
            description = "Connect standard input.")
    private boolean input;

    @Option(
            names = {"-t", "--tty"},
            description = "Give the container a terminal.")
    private boolean terminal;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no summary at the end of a successful run.")
    private boolean quiet;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "config.yml with limits and image_policy. Default: /etc/docker-event-watch/config.yml, if it"
                    + " exists.")
    private Path config;

    @Mixin
    private HostOption host;

    @Override
    public Integer call() throws InterruptedException {
        try {
            return run();
        } catch (RefusedException e) {
            e.refusals().forEach(refusal -> err().println(PREFIX + "refused: " + refusal));
        } catch (RunException | UserException | ConfigurationException | IOException e) {
            err().println(PREFIX + e.getMessage());
        }
        return EXIT_REFUSED;
    }

    private int run()
            throws RefusedException, RunException, UserException, ConfigurationException, IOException,
                    InterruptedException {
        RunArguments arguments = RunArguments.of(spec().commandLine().getParseResult(), System.getenv());
        List<Refusal> forbidden = arguments.forbidden().stream()
                .map(key -> ForbiddenOption.of(key).refusal(key))
                .toList();
        if (!forbidden.isEmpty()) {
            throw new RefusedException(forbidden);
        }
        RunRules rules = rules();
        RunRequest request = new RunRequest(image, command, arguments.options(), input, terminal);
        LimitCheck.checkBeforehand(rules.limits(), request);
        DockerHost engine = host.parse();
        try (Terminal here = terminal && input ? Terminal.ofStandardInput() : null;
                DockerConnection connection = DockerConnection.open(engine, RESPONSE_TIMEOUT)) {
            LimitedRuns runs = new LimitedRuns(connection, gate(rules));
            Workspace workspace = Workspace.of(Path.of("").toAbsolutePath(), engine, connection);
            RunSpec checked = LimitCheck.check(rules.limits(), runs.capacity(), workspace, request);
            RunKey key = key();
            RunHandle run = runs.create(
                    checked,
                    RunOwner.thisProcess(key),
                    DockerLogin.of(System.getenv()).credentials(image),
                    line -> err().println(PREFIX + line));
            Thread removal = new Thread(() -> removeAtExit(runs, run), "docker-event-watch remove");
            Runtime.getRuntime().addShutdownHook(removal);
            try {
                return follow(runs, run, key, here);
            } finally {
                runs.remove(run);
                Runtime.getRuntime().removeShutdownHook(removal);
            }
        }
    }

    private static ImageGate gate(RunRules rules) {
        return rules.imagePolicy()
                .map(settings -> ImageGate.of(
                        ImagePolicy.of(settings, Clock.systemDefaultZone()),
                        rules.limits().undeterminedImages()))
                .orElse(ImageGate.OPEN);
    }

    private int follow(LimitedRuns runs, RunHandle run, RunKey key, Terminal here)
            throws RunException, IOException, InterruptedException {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        FileOutputStream err = new FileOutputStream(FileDescriptor.err);
        OutputSink output =
                (channel, bytes, length, after) -> (channel == OutputChannel.OUT ? out : err).write(bytes, 0, length);
        LimitedRun following = new LimitedRun(runs, run, LogCursor.START, output, RECONNECT_TIMEOUT);
        DockerStream attached =
                input || terminal ? runs.attach(run, input ? System.in : InputStream.nullInputStream()) : null;
        runs.start(run);
        RunResult result;
        try (SignalForwarder signals = SignalForwarder.start(runs, run, following)) {
            if (here != null) {
                here.makeRaw(runs, run);
            }
            OrphanReaper.inBackground(runs, claim -> claim.isSignedBy(key) && RunOwner.isDeadProcess(claim.owner()));
            result = following.follow(attached);
        }
        printSummary(result);
        return exitCode(result);
    }

    private void printSummary(RunResult result) {
        if (result.ending() != RunEnding.EXITED) {
            err().println(PREFIX + result.explanation());
        }
        if (!quiet) {
            err().println(PREFIX + result.summary());
            result.advice().forEach(sentence -> err().println(PREFIX + sentence));
        }
    }

    private static int exitCode(RunResult result) {
        boolean limited = result.ending() == RunEnding.TIME_LIMIT || result.ending() == RunEnding.OUTPUT_LIMIT;
        return limited && result.exitCode() == 0 ? EXIT_STOPPED : result.exitCode();
    }

    private static void removeAtExit(LimitedRuns runs, RunHandle run) {
        try {
            runs.remove(run);
        } catch (IOException | InterruptedException e) {
            // The reaper of a later run removes the container.
            System.getLogger(RunCommand.class.getName())
                    .log(System.Logger.Level.DEBUG, "Container " + run.container() + " could not be removed", e);
        }
    }

    /** Returns the key of this installation, or one for this run only if it cannot be kept. */
    private static RunKey key() {
        try {
            return RunKey.of(StateOption.defaultFolder(System.getenv()).resolve("run.key"));
        } catch (IOException e) {
            System.getLogger(RunCommand.class.getName())
                    .log(System.Logger.Level.DEBUG, "If this program is killed, nobody removes its container", e);
            return RunKey.random();
        }
    }

    private RunRules rules() throws ConfigurationException {
        return config == null && !Files.exists(SITE_CONFIG)
                ? RunRules.BUILT_IN
                : configurationReader().readRunRules(config == null ? SITE_CONFIG : config);
    }
}
