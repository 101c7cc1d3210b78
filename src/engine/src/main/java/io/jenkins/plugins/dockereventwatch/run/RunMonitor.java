package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.run.log.LogReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Monitors a run in a separate thread: measures its usage, enforces its time limit, and interrupts a log connection
 * that no longer delivers data. It sends a separate request each time, because a stream of statistics could stall like
 * the log connection.
 */
final class RunMonitor implements AutoCloseable {

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int MAX_SILENT_CHECKS = 3;

    private final LimitedRuns runs;
    private final RunHandle run;
    private final LogReader log;
    private final Consumer<RunEnding> stop;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile RunUsage usage = RunUsage.NONE;

    /** The time limit's end by {@link System#nanoTime}; null if not known yet or if there is no time limit. */
    private Long deadline;

    RunMonitor(LimitedRuns runs, RunHandle run, LogReader log, Consumer<RunEnding> stop) {
        this.runs = runs;
        this.run = run;
        this.log = log;
        this.stop = stop;
        this.thread = new Thread(this::run, "limited-run-monitor");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Returns the usage measured so far. */
    RunUsage usage() {
        return usage;
    }

    private void run() {
        try {
            Duration pause = FIRST;
            int silent = 0;
            long before = 0;
            while (!closed.await(untilNextCheck(pause), TimeUnit.MILLISECONDS)) {
                pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
                if (deadline != null && System.nanoTime() - deadline >= 0) {
                    stop.accept(RunEnding.TIME_LIMIT);
                }
                long progress = log.progress();
                silent = measure() || progress != before ? 0 : silent + 1;
                before = progress;
                if (silent == MAX_SILENT_CHECKS) {
                    // The end was missed or the connection is dead: the reader must reconnect.
                    log.interrupt();
                    silent = 0;
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private long untilNextCheck(Duration pause) {
        if (deadline == null) {
            return pause.toMillis();
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        return left < 0 ? pause.toMillis() : Math.min(pause.toMillis(), left + 1);
    }

    /** Measures once. Returns false if the container is not running or the engine does not respond. */
    private boolean measure() throws InterruptedException {
        try {
            JsonNode stats = runs.usage(run);
            RunUsage seen = RunUsage.of(stats);
            usage = usage.and(seen);
            if (seen.cpu().isZero()) {
                return false;
            }
            if (deadline == null && run.spec().stop().time() != null) {
                // Uses the host's clock, because another process may have started the run long ago.
                Instant now = OffsetDateTime.parse(stats.path("read").asText()).toInstant();
                Duration ran = Duration.between(runs.state(run).startedAt(), now);
                deadline =
                        System.nanoTime() + run.spec().stop().time().minus(ran).toNanos();
            }
            return true;
        } catch (IOException | RunException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
