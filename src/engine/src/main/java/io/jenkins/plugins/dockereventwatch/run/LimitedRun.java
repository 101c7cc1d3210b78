package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.docker.DockerStream;
import io.jenkins.plugins.dockereventwatch.docker.EngineException;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
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

    private static final int KEPT_OUTPUT = 200;
    private static final Duration OUTPUT_LIMIT_GRACE = Duration.ofSeconds(1);
    private static final Duration STATE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration OUT_OF_MEMORY_TIMEOUT = Duration.ofMillis(500);
    private static final RetryPolicy RETRY =
            new RetryPolicy(Duration.ofMillis(50), Duration.ofSeconds(5), RetryPolicy.FOREVER);

    private final LimitedRuns runs;
    private final RunHandle run;
    private final OutputSink sink;
    private final RetryPolicy retry;
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
     * @param reconnectTimeout how long to retry while the engine does not respond
     */
    public LimitedRun(LimitedRuns runs, RunHandle run, LogCursor from, OutputSink sink, Duration reconnectTimeout) {
        this.runs = runs;
        this.run = run;
        this.sink = sink;
        this.retry = RETRY.limitedTo(reconnectTimeout);
        this.log = runs.log(run, from, this::write);
        this.monitor = new RunMonitor(runs, run, log, this::stop);
    }

    /**
     * Follows a started run to its end.
     *
     * @throws RunException if the container no longer exists, or the engine does not respond for longer than {@code
     *     reconnectTimeout}
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
            String beginning = first.toString(StandardCharsets.UTF_8);
            return RunResult.of(run.spec(), state, stopped.get(), monitor.usage(), beginning, engineWasLost);
        } finally {
            monitor.close();
        }
    }

    private RunState end(DockerStream attached) throws RunException, InterruptedException {
        DockerStream stream = attached;
        long failingSince = System.nanoTime();
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
                if (runs.awaitEnd(run, STATE_TIMEOUT)) {
                    if (stopped.get() != RunEnding.OUTPUT_LIMIT) {
                        log.read(false);
                    }
                    return confirmed(runs.state(run));
                }
                failures = 0;
            } catch (LogReader.SinkException e) {
                throw new RunException(
                        "The output can no longer be written: " + e.getCause().getMessage(), e);
            } catch (IOException e) {
                engineWasLost = engineWasLost || !(e instanceof EngineException || runs.isReachable());
                failingSince = failures == 0 ? System.nanoTime() : failingSince;
                failures++;
                if (retry.givesUp(Duration.ofNanos(System.nanoTime() - failingSince))) {
                    throw new RunException(
                            "The Docker Engine did not respond for "
                                    + retry.giveUpAfter().toSeconds() + " s (" + e.getMessage()
                                    + "); the container may still be running",
                            e);
                }
            }
            Thread.sleep(retry.delayAfter(Math.max(1, failures)).toMillis());
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
        Duration late = Duration.ZERO;
        if (suspicious) {
            late = OUT_OF_MEMORY_TIMEOUT;
            Polling.await(() -> stopped.get() != null || runs.state(run).outOfMemory(), late);
            seen = runs.state(run);
        }
        boolean recorded = !seen.outOfMemory() && !seen.isNew() && runs.hasOutOfMemoryEvent(run, seen, late);
        return recorded ? seen.withOutOfMemory() : seen;
    }

    private void write(OutputChannel channel, byte[] bytes, int length, LogCursor after) throws IOException {
        first.write(bytes, 0, Math.min(length, Math.max(0, KEPT_OUTPUT - first.size())));
        long limit = run.spec().stop().output().bytes();
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
                ? OUTPUT_LIMIT_GRACE
                : run.spec().stop().timeout();
        Thread thread = new Thread(() -> stop(grace), "limited-run-stop");
        thread.setDaemon(true);
        thread.start();
    }

    private void stop(Duration grace) {
        long start = System.nanoTime();
        int failures = 0;
        try {
            while (true) {
                try {
                    runs.stop(run, failures == 0 ? grace : Duration.ZERO);
                    return;
                } catch (IOException | RunException e) {
                    if (retry.givesUp(Duration.ofNanos(System.nanoTime() - start))) {
                        System.getLogger(LimitedRun.class.getName())
                                .log(System.Logger.Level.WARNING, "A run could not be stopped: {0}", e.getMessage());
                        return;
                    }
                    Thread.sleep(retry.delayAfter(++failures).toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
