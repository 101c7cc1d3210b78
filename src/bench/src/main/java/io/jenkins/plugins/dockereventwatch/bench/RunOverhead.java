package io.jenkins.plugins.dockereventwatch.bench;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.run.ImageGate;
import io.jenkins.plugins.dockereventwatch.run.LimitedRun;
import io.jenkins.plugins.dockereventwatch.run.LimitedRuns;
import io.jenkins.plugins.dockereventwatch.run.RunHandle;
import io.jenkins.plugins.dockereventwatch.run.RunKey;
import io.jenkins.plugins.dockereventwatch.run.RunOwner;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitCheck;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.run.limit.Workspace;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What a limited run costs beside {@code docker run} of the same command with the same limits: both of them and the
 * program in turn, so that a busy machine is as busy for each. No JMH benchmark: an operation takes seconds, and two of
 * the three are processes.
 */
public final class RunOverhead {

    private static final List<String> LIMITS = List.of("--memory", "64m", "--cpus", "1", "--network", "none");
    private static final List<String> AS_A_LIMITED_RUN = List.of(
            "--rm",
            "--memory-swap",
            "64m",
            "--pids-limit",
            "512",
            "--init",
            "--cap-drop",
            "ALL",
            "--security-opt",
            "no-new-privileges");

    private RunOverhead() {}

    /** Arguments: how often, the program's launcher, the image, the command. The engine is that of DOCKER_HOST. */
    public static void main(String[] arguments) throws Exception {
        int times = Integer.parseInt(arguments[0]);
        List<String> program = new ArrayList<>(List.of(arguments[1], "run", "--quiet"));
        program.addAll(LIMITS);
        List<String> docker = new ArrayList<>(List.of("docker", "run"));
        docker.addAll(AS_A_LIMITED_RUN);
        docker.addAll(LIMITS);
        List<String> command = List.of(arguments).subList(2, arguments.length);
        program.addAll(command);
        docker.addAll(command);
        DockerHost host = DockerHost.ofEnvironment(System.getenv());
        try (DockerConnection connection = DockerConnection.open(host, Duration.ofMinutes(2))) {
            LimitedRuns runs = new LimitedRuns(connection, ImageGate.OPEN);
            Workspace workspace = Workspace.of(Path.of("").toAbsolutePath(), host, connection);
            Callable<?> inProcess = () -> run(runs, workspace, command);
            List<Double> byDocker = new ArrayList<>();
            List<Double> byEngine = new ArrayList<>();
            List<Double> byProgram = new ArrayList<>();
            for (int i = -1; i < times; i++) {
                double docked = seconds(() -> process(docker));
                double engine = seconds(inProcess);
                double started = seconds(() -> process(program));
                // The first round is not counted: what is loaded then stays.
                if (i >= 0) {
                    byDocker.add(docked);
                    byEngine.add(engine);
                    byProgram.add(started);
                }
            }
            double base = median(byDocker);
            System.out.printf("median of %d: docker run %.3f s%n", times, base);
            System.out.printf(
                    "in a running program (as a Jenkins step does): %.3f s, ratio %.2f%n",
                    median(byEngine), median(byEngine) / base);
            System.out.printf(
                    "docker-event-watch run: %.3f s, ratio %.2f%n", median(byProgram), median(byProgram) / base);
        }
    }

    private static Object run(LimitedRuns runs, Workspace workspace, List<String> command) throws Exception {
        RunOptions options = RunOptions.NONE
                .with(RunOption.MEMORY, "64m")
                .with(RunOption.CPUS, "1")
                .with(RunOption.NETWORK, "none");
        RunRequest request = new RunRequest(command.get(0), command.subList(1, command.size()), options, false, false);
        RunSpec spec = LimitCheck.check(LimitPolicy.BUILT_IN, runs.capacity(), workspace, request);
        RunHandle run = runs.create(spec, RunOwner.thisProcess(RunKey.random()), Optional.empty(), line -> {});
        runs.start(run);
        LimitedRun following = new LimitedRun(
                runs, run, LogCursor.START, (channel, bytes, length, after) -> {}, Duration.ofMinutes(1));
        int exitCode = following.follow().exitCode();
        runs.remove(run);
        return succeeded(command, exitCode);
    }

    private static Object process(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return succeeded(command, process.waitFor());
    }

    private static Object succeeded(List<String> command, int exitCode) {
        if (exitCode != 0) {
            throw new IllegalStateException(command + " ended with " + exitCode);
        }
        return command;
    }

    private static double seconds(Callable<?> work) throws Exception {
        long begin = System.nanoTime();
        work.call();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
