package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.docker.EngineException;
import io.jenkins.plugins.dockereventwatch.run.log.LogCursor;
import io.jenkins.plugins.dockereventwatch.run.log.LogReader;
import io.jenkins.plugins.dockereventwatch.run.log.OutputChannel;
import io.jenkins.plugins.dockereventwatch.run.log.OutputSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Follows one run to its result, from its start or from the position at which another process stopped. It reconnects
 * after lost connections and engine restarts. It does not {@linkplain LimitedRuns#remove remove} the container.
 */
public final class LimitedRun {

    private static final int FIRST_WORDS = 200;
    private static final Duration GRACE_AT_OUTPUT_LIMIT = Duration.ofSeconds(1);
    private static final Duration STATE_FOLLOWS_LOG = Duration.ofSeconds(2);
    private static final Duration REPORT_OF_OOM = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final LimitedRuns runs;
    private final RunHandle run;
    private final OutputSink sink;
    private final Duration patience;
    private final LogReader log;
    private final RunMonitor monitor;
    private final AtomicReference<RunEnding> stopped = new AtomicReference<>();
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private boolean engineWasLost;

    /**
     * Creates a follower of a run.
     *
     * @param from the position up to which the output has already been read
     * @param sink receives the output; called by the thread that calls {@link #follow}
     * @param patience how long to retry while the engine does not respond
     */
    public LimitedRun(LimitedRuns runs, RunHandle run, LogCursor from, OutputSink sink, Duration patience) {
        this.runs = runs;
        this.run = run;
        this.sink = sink;
        this.patience = patience;
        this.log = runs.log(run, from, this::take);
        this.monitor = new RunMonitor(runs, run, log, this::stop);
    }

    /**
     * Follows a started run to its end.
     *
     * @throws RunException if the container no longer exists, or the engine does not respond for longer than {@code
     *     patience}
     * @throws InterruptedException if interrupted; the container keeps running and can be followed again
     */
    public RunResult follow() throws RunException, InterruptedException {
        return follow(null);
    }

    /**
     * Follows a run to which a connection was attached before its start.
     *
     * @param attached the connection from {@link LimitedRuns#attach}; closed at its end. It is not reattached after a
     *     failure: the remaining output is read from the engine's log, and further input is lost
     */
    public RunResult follow(DockerStream attached) throws RunException, InterruptedException {
        monitor.start();
        try {
            RunState state = end(attached);
            return RunReport.of(run.spec(), state, stopped.get(), monitor.usage(), circumstances());
        } finally {
            monitor.close();
        }
    }

    private RunReport.Circumstances circumstances() {
        return new RunReport.Circumstances(first.toString(StandardCharsets.UTF_8), engineWasLost);
    }

    private RunState end(DockerStream attached) throws RunException, InterruptedException {
        DockerStream stream = attached;
        Long failingSince = null;
        int failures = 0;
        while (true) {
            try {
                if (stream != null) {
                    DockerStream once = stream;
                    stream = null;
                    log.readAttached(once);
                } else if (runs.state(run).isRunning()) {
                    log.read(true);
                }
                if (runs.awaitEnd(run, STATE_FOLLOWS_LOG)) {
                    if (stopped.get() != RunEnding.OUTPUT_LIMIT) {
                        log.read(false);
                    }
                    return confirmed(runs.state(run));
                }
                failingSince = null;
                failures = 0;
            } catch (LogReader.SinkException e) {
                throw new RunException(
                        "the output can no longer be handed on: " + e.getCause().getMessage(), e);
            } catch (IOException e) {
                engineWasLost = engineWasLost || !(e instanceof EngineException || runs.isReachable());
                failingSince = failingSince == null ? System.nanoTime() : failingSince;
                failures++;
                if (System.nanoTime() - failingSince > patience.toNanos()) {
                    throw new RunException(
                            "the Docker Engine did not answer for " + patience.toSeconds() + " s (" + e.getMessage()
                                    + "); the container may still run",
                            e);
                }
            }
            Thread.sleep(Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, 10)));
        }
    }

    /**
     * Returns the state after any late out-of-memory report has arrived. The kernel may report an out-of-memory kill
     * shortly after the container ended, and the engine has no call that waits for it. A killed child process may be
     * reported only by an event.
     */
    private RunState confirmed(RunState state) throws RunException, IOException, InterruptedException {
        boolean suspicious = state.exitCode() == 137
                || monitor.usage().highestMemory() * 1.05
                        > run.spec().limits().memory().bytes();
        RunState seen = state;
        long deadline = System.nanoTime() + REPORT_OF_OOM.toNanos();
        while (suspicious && stopped.get() == null && !seen.outOfMemory() && System.nanoTime() < deadline) {
            Thread.sleep(50);
            seen = runs.state(run);
        }
        Duration late = suspicious ? REPORT_OF_OOM : Duration.ZERO;
        boolean remembered = !seen.outOfMemory() && !seen.isNew() && runs.remembersOutOfMemory(run, seen, late);
        return remembered ? seen.withOutOfMemory() : seen;
    }

    private void take(OutputChannel channel, byte[] bytes, int length, LogCursor after) throws IOException {
        first.write(bytes, 0, Math.min(length, Math.max(0, FIRST_WORDS - first.size())));
        long limit = run.spec().limits().output().bytes();
        long over = after.total() - limit;
        if (over > 0) {
            stop(RunEnding.OUTPUT_LIMIT);
        }
        int granted = (int) Math.max(0, Math.min(length, length - over));
        if (granted > 0) {
            sink.write(channel, bytes, granted, after);
        }
    }

    /**
     * Requests a stop: the stop signal, the grace period, then KILL. Returns immediately; {@link #follow} returns when
     * the container has ended.
     *
     * @param why the ending to report; only the first one is kept
     */
    public void stop(RunEnding why) {
        if (!stopped.compareAndSet(null, why)) {
            return;
        }
        Duration grace = why == RunEnding.OUTPUT_LIMIT
                ? GRACE_AT_OUTPUT_LIMIT
                : run.spec().stopTimeout();
        Thread thread = new Thread(() -> stop(grace), "limited-run-stop");
        thread.setDaemon(true);
        thread.start();
    }

    private void stop(Duration grace) {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration left = grace;
        while (true) {
            try {
                runs.stop(run, left);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    System.getLogger(LimitedRun.class.getName())
                            .log(System.Logger.Level.WARNING, "a run could not be stopped: {0}", e.getMessage());
                    return;
                }
                left = Duration.ZERO;
            }
        }
    }
}
