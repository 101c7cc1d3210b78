package io.jenkins.plugins.dockereventwatch.runner.run;

import io.jenkins.plugins.dockereventwatch.config.RunRules;
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
import io.jenkins.plugins.dockereventwatch.runner.command.ConfigurationFile;
import io.jenkins.plugins.dockereventwatch.runner.command.HostOption;
import io.jenkins.plugins.dockereventwatch.runner.command.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: runs a container with limits, or not at all. */
@Command(
        name = "run",
        description = {
            "Runs a command in a container that has limits of memory, CPU, processes, output and time.",
            "Options are those of 'docker run' where it has them; those that would lift a limit are refused."
        },
        sortOptions = false,
        exitCodeOnInvalidInput = RunCommand.EXIT_REFUSED,
        exitCodeOnExecutionException = RunCommand.EXIT_REFUSED,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "N:that of the container; 137 also at the memory limit, which is then said",
            "124:stopped at a limit of time or output, and the container's own exit code was 0",
            "125:refused, or the Docker Engine cannot be reached or cannot do it",
            "126:the command cannot be executed",
            "127:there is no such command in the image"
        })
public final class RunCommand implements Callable<Integer> {

    static final int EXIT_REFUSED = 125;
    private static final int EXIT_STOPPED = 124;
    private static final Path SITE = Path.of("/etc/docker-event-watch/config.yml");
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image, as in maven:3.9.")
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
            description = "Say nothing at the end but what went wrong.")
    private boolean quiet;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "config.yml with the site's rules (limits, image_policy); by default /etc/docker-event-watch/config.yml,"
                            + " where it exists.")
    private Path config;

    @Option(
            names = "--host",
            paramLabel = "URI",
            description = "unix:///path/docker.sock, tcp://host:port[?certificates=FOLDER] or ssh://user@host. Default:"
                    + " DOCKER_HOST, else the default socket.")
    private String host;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return run(err);
        } catch (RefusedException e) {
            e.refusals().forEach(refusal -> err.println("docker-event-watch: refused: " + refusal));
        } catch (RunException | UserException | IOException e) {
            err.println("docker-event-watch: " + e.getMessage());
        }
        return EXIT_REFUSED;
    }

    private int run(PrintWriter err)
            throws RefusedException, RunException, UserException, IOException, InterruptedException {
        RunArguments arguments = RunArguments.of(spec.commandLine().getParseResult(), System.getenv());
        List<Refusal> forbidden = arguments.forbidden().stream()
                .map(key -> ForbiddenOption.of(key).refusal(key))
                .toList();
        if (!forbidden.isEmpty()) {
            throw new RefusedException(forbidden);
        }
        RunRules rules = rules();
        RunRequest request = new RunRequest(image, command, arguments.options(), input, terminal);
        LimitCheck.checkBeforehand(rules.limits(), request);
        DockerHost engine = HostOption.parse(host);
        Terminal here = terminal && input ? Terminal.ofStandardInput() : null;
        try (DockerConnection connection = DockerConnection.open(engine, ANSWER)) {
            LimitedRuns runs = new LimitedRuns(connection, gate(rules));
            Workspace workspace = Workspace.of(Path.of("").toAbsolutePath(), engine, connection);
            RunSpec checked = new LimitCheck(rules.limits(), runs.capacity(), workspace).check(request);
            RunHandle run = runs.create(
                    checked,
                    RunOwner.thisProcess(),
                    DockerLogin.of(System.getenv()).credentials(image),
                    line -> err.println("docker-event-watch: " + line));
            Thread removal = new Thread(() -> removeAtEnd(runs, run), "docker-event-watch remove");
            Runtime.getRuntime().addShutdownHook(removal);
            try {
                return follow(runs, run, here, err);
            } finally {
                runs.remove(run);
                Runtime.getRuntime().removeShutdownHook(removal);
            }
        }
    }

    private static ImageGate gate(RunRules rules) {
        return rules.imagePolicy()
                .map(settings -> ImageGate.of(ImagePolicy.of(settings, Clock.systemDefaultZone())))
                .orElse(ImageGate.OPEN);
    }

    private int follow(LimitedRuns runs, RunHandle run, Terminal here, PrintWriter err)
            throws RunException, IOException, InterruptedException {
        StandardOutput output = new StandardOutput();
        LimitedRun following = new LimitedRun(runs, run, LogCursor.START, output, PATIENCE);
        DockerStream attached =
                input || terminal ? runs.attach(run, input ? System.in : InputStream.nullInputStream()) : null;
        runs.start(run);
        RunResult result;
        try (SignalForwarder signals = SignalForwarder.to(runs, run, following);
                Terminal.Raw raw = here == null ? null : here.raw(runs, run)) {
            OrphanReaper.inBackground(runs, RunOwner::isDeadProcess);
            result = following.follow(attached);
        }
        say(result, err);
        return exitCode(result);
    }

    private void say(RunResult result, PrintWriter err) {
        if (result.ending() != RunEnding.EXITED) {
            err.println("docker-event-watch: " + result.explanation());
        }
        if (!quiet) {
            err.println("docker-event-watch: " + result.summary());
            result.advice().forEach(sentence -> err.println("docker-event-watch: " + sentence));
        }
    }

    private static int exitCode(RunResult result) {
        boolean limited = result.ending() == RunEnding.TIME_LIMIT || result.ending() == RunEnding.OUTPUT_LIMIT;
        return limited && result.exitCode() == 0 ? EXIT_STOPPED : result.exitCode();
    }

    private static void removeAtEnd(LimitedRuns runs, RunHandle run) {
        try {
            runs.remove(run);
        } catch (IOException | InterruptedException e) {
            // A later run's reaper removes it.
            System.getLogger(RunCommand.class.getName())
                    .log(System.Logger.Level.DEBUG, "left behind: " + run.container(), e);
        }
    }

    private RunRules rules() throws UserException {
        if (config == null && !Files.exists(SITE)) {
            return RunRules.BUILT_IN;
        }
        return ConfigurationFile.of(config == null ? SITE : config).readRunRules();
    }
}
