package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitCheck;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import io.jenkins.plugins.dockereventwatch.run.limit.Workspace;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import io.jenkins.plugins.dockereventwatch.run.log.OutputSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Limited runs on an engine for tests: as both doors make them, in the fewest words. */
final class Runs implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DockerConnection connection;
    private final Workspace workspace;
    private final RunKey key = RunKey.random();
    private final List<RunHandle> made = Collections.synchronizedList(new ArrayList<>());

    /** The lines of progress. */
    final List<String> progress = Collections.synchronizedList(new ArrayList<>());

    final LimitedRuns runs;

    Runs(DockerEngine engine, Path folder) throws IOException, InterruptedException {
        this(engine, folder, ImageGate.OPEN);
    }

    Runs(DockerEngine engine, Path folder, ImageGate gate) throws IOException, InterruptedException {
        this(engine.host(), folder, gate);
    }

    Runs(DockerHost host, Path folder, ImageGate gate) throws IOException, InterruptedException {
        connection = DockerConnection.open(host, Duration.ofMinutes(5));
        workspace = Workspace.of(folder, host, connection);
        runs = new LimitedRuns(connection, gate);
    }

    /** Options with memory, CPUs and no network. */
    static RunOptions options() {
        return RunOptions.NONE
                .with(RunOption.MEMORY, "32m")
                .with(RunOption.CPUS, "1")
                .with(RunOption.NETWORK, "none");
    }

    static RunRequest shell(RunOptions options, String script) {
        return new RunRequest(DockerEngine.IMAGE, List.of("/bin/sh", "-c", script), options, false, false);
    }

    RunHandle create(RunRequest request) throws Exception {
        RunSpec spec = LimitCheck.check(LimitPolicy.BUILT_IN, runs.capacity(), workspace, request);
        RunHandle run = runs.create(spec, RunOwner.thisProcess(key), Optional.empty(), progress::add);
        made.add(run);
        return run;
    }

    RunHandle start(RunRequest request) throws Exception {
        RunHandle run = create(request);
        runs.start(run);
        return run;
    }

    LimitedRun follow(RunHandle run, LogCursor from, OutputSink sink) {
        return new LimitedRun(runs, run, from, sink, PATIENCE);
    }

    /** Follows a run in a thread of its own. */
    static CompletableFuture<RunResult> inBackground(LimitedRun run) {
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(run.follow());
            } catch (RunException | InterruptedException e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    /** A whole run, and what it printed to both streams. */
    Finished run(RunRequest request) throws Exception {
        Collected output = new Collected();
        RunHandle run = start(request);
        RunResult result = follow(run, LogCursor.START, output).follow();
        runs.remove(run);
        return new Finished(result, output.text(OutputChannel.OUT), output.text(OutputChannel.ERR));
    }

    record Finished(RunResult result, String out, String err) {}

    /** Keeps the output. */
    static final class Collected implements OutputSink {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        volatile LogCursor cursor = LogCursor.START;

        @Override
        public synchronized void write(OutputChannel channel, byte[] bytes, int length, LogCursor after) {
            (channel == OutputChannel.OUT ? out : err).write(bytes, 0, length);
            cursor = after;
        }

        synchronized String text(OutputChannel channel) {
            return (channel == OutputChannel.OUT ? out : err).toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (RunHandle run : made) {
            runs.remove(run);
        }
        connection.close();
    }
}
